#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What time it is; an argument, because no floor below the edge reads a clock of its own accord.
public struct StoreClock: Sendable {
  private let read: @Sendable () -> Timestamp

  /// Makes a clock from a function.
  ///
  /// - Parameter read: Answers the time at each call, from any thread.
  public init(_ read: @escaping @Sendable () -> Timestamp) {
    self.read = read
  }

  /// The machine's clock, for callers that name it.
  public static let system = StoreClock {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)
  }

  /// Reads the clock.
  ///
  /// - Returns: The time now.
  public func now() -> Timestamp { read() }
}
