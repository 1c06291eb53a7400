/// Finds the names that a mistyped one may have meant.
package enum NearNames {
  /// Tells how far apart two names are: the least number of letters to insert, drop, change or swap.
  ///
  /// The optimal string alignment distance, given up once it must be above the limit.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: Another.
  ///   - limit: The largest distance of interest.
  /// - Returns: The distance, or nil where it is above the limit.
  package static func distance(_ left: String, _ right: String, limit: Int) -> Int? {
    let left = Array(left.lowercased().unicodeScalars)
    let right = Array(right.lowercased().unicodeScalars)
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let change = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      if (current.min() ?? 0) > limit { return nil }
      beforePrevious = previous
      previous = current
    }
    return previous.last.flatMap { $0 <= limit ? $0 : nil }
  }

  /// The limit that suits a name: a third of its length, at least one and at most three.
  package static func limit(for name: String) -> Int {
    min(3, max(1, name.unicodeScalars.count / 3))
  }
}
