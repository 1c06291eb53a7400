/// Where random bits come from; an argument, so that tests can repeat what they saw.
public struct RandomSource: Sendable {
  private let draw: @Sendable () -> UInt64

  /// Makes a source from a function.
  ///
  /// - Parameter draw: Answers 64 random bits at each call, from any thread.
  public init(_ draw: @escaping @Sendable () -> UInt64) {
    self.draw = draw
  }

  /// The operating system's generator.
  public static let system = RandomSource { UInt64.random(in: .min ... .max) }

  /// Draws 64 random bits.
  ///
  /// - Returns: The bits.
  public func next() -> UInt64 { draw() }
}
