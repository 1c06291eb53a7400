/// Takes the time.
enum Stopwatch {
  /// Runs a piece of work.
  ///
  /// - Parameter work: The work.
  /// - Returns: How many seconds it took.
  /// - Throws: What the work throws.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return seconds(since: start)
  }

  /// How long ago a moment is.
  ///
  /// - Parameter start: The moment.
  /// - Returns: The seconds since.
  static func seconds(since start: ContinuousClock.Instant) -> Double {
    start.duration(to: .now) / .seconds(1)
  }
}
