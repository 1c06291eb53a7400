/// What the rounds of one contender gave: seconds for one event, or for one run.
struct Samples {
  private(set) var values: [Double]

  /// Keeps what was measured.
  ///
  /// - Parameter values: The seconds, one for each round.
  init(_ values: [Double] = []) { self.values = values }

  /// Adds the result of a round.
  ///
  /// - Parameter value: The seconds.
  mutating func add(_ value: Double) { values.append(value) }

  /// The shortest time.
  ///
  /// Other programs only ever add to a time, so this is what repeats best.
  var best: Double { values.min() ?? 0 }

  /// The time in the middle, for what a user waits for.
  var median: Double {
    if values.isEmpty { return 0 }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// The longest time as a multiple of the shortest.
  var spread: Double { best > 0 ? (values.max() ?? 0) / best : 1 }
}
