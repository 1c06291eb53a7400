/// Reads single bytes of a file through blocks that follow them, and keeps those that it has read.
///
/// A small file is one block.
struct FileWindow: ~Copyable {
  /// Up to this size a file is read at once.
  private static let smallSize = 128 << 10
  /// More are not kept.
  private static let mostBlocks = 256

  private let blockSize: Int
  private var kept: [Int: [UInt8]] = [:]

  private let file: ReadableFile
  private var block: [UInt8] = []
  private var blockStart = 0
  /// The number of bytes that the file had when it was opened.
  let count: Int

  /// Takes a file over.
  ///
  /// - Parameter file: The file.
  init(_ file: consuming ReadableFile) {
    count = file.count
    blockSize = count <= FileWindow.smallSize ? max(count, 1) : 4096
    self.file = file
  }

  /// Reads one byte.
  ///
  /// - Parameter position: Where, below `count`.
  /// - Returns: The byte, or 0 where the file has become shorter.
  /// - Throws: `system`.
  mutating func byte(at position: Int) throws(GitError) -> UInt8 {
    let index = position - blockStart
    if index >= 0, index < block.count { return block[index] }
    try turn(to: position / blockSize * blockSize)
    return position - blockStart < block.count ? block[position - blockStart] : 0
  }

  private mutating func turn(to start: Int) throws(GitError) {
    if let known = kept[start] {
      block = known
    } else {
      block = try file.bytes(at: start, count: blockSize)
      if kept.count == FileWindow.mostBlocks { kept.removeAll() }
      kept[start] = block
    }
    blockStart = start
  }

  /// Copies a part.
  ///
  /// - Parameter range: The part, which should be short.
  /// - Returns: Its bytes.
  /// - Throws: `system`.
  mutating func bytes(_ range: Range<Int>) throws(GitError) -> [UInt8] {
    if range.lowerBound >= blockStart, range.upperBound <= blockStart + block.count {
      return Array(block[range.lowerBound - blockStart..<range.upperBound - blockStart])
    }
    return try file.bytes(at: range.lowerBound, count: range.count)
  }
}
