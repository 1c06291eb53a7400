/// How long a measurement goes on: for so many events, but not longer than so many seconds.
struct Extent {
  let events: Int
  let seconds: Double

  /// Does something for one event after the other.
  ///
  /// - Parameter body: What is done; it is given 0, 1, 2, …
  /// - Returns: The seconds of one.
  /// - Throws: What the body throws.
  func secondsPerEvent(_ body: (Int) throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    for index in 0..<events {
      try body(index)
      let elapsed = Stopwatch.seconds(since: start)
      if elapsed >= seconds { return elapsed / Double(index + 1) }
    }
    return Stopwatch.seconds(since: start) / Double(max(events, 1))
  }
}
