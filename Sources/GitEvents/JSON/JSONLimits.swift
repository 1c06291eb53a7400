/// Says how large a JSON text may be before the store refuses it.
public struct JSONLimits: Sendable, Hashable {
  /// The number of objects and arrays that may be open at once; `[]` has depth 1, a scalar 0.
  public var maximumDepth: Int

  /// The number of bytes that the canonical text may have, its final newline included.
  ///
  /// The canonical text is what counts, not the client's: indentation can make it many times longer.
  public var maximumBytes: Int

  /// The limits of a store that is not configured otherwise: depth 64, 1 MiB.
  public static let standard = JSONLimits()

  /// Creates limits; what is left out is as in ``standard``.
  ///
  /// - Parameters:
  ///   - maximumDepth: The number of objects and arrays that may be open at once.
  ///   - maximumBytes: The number of bytes that the canonical text may have.
  public init(maximumDepth: Int = 64, maximumBytes: Int = 1_048_576) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
  }
}
