import Synchronization

/// Counts the pages of mapped files that were read, so that they can be given back before they become many.
///
/// A mapped page that was read counts as memory of this process until it is given back; the file behind it stays in
/// the system's cache, so reading it again costs a page fault. Pages are counted in blocks, which is how the system
/// maps them in.
final class ResidentPages: Sendable {
  /// How many bytes the system maps in around one that is read (`fault_around_bytes`).
  static let blockSize = 1 << 16

  private let limit: Int
  private let count = Atomic<Int>(0)

  /// Begins with nothing resident.
  ///
  /// - Parameter bytes: So many may be resident at once.
  init(bytes: Int) {
    limit = bytes / ResidentPages.blockSize
  }

  /// Whether more blocks are resident than may be.
  var areTooMany: Bool { count.load(ordering: .relaxed) > limit }

  /// Counts blocks that were read for the first time, or (negative) given back.
  ///
  /// - Parameter blocks: How many.
  func add(_ blocks: Int) {
    count.wrappingAdd(blocks, ordering: .relaxed)
  }
}
