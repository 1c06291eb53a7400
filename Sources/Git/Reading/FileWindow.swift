/// Reads single bytes of a file through one block that follows them.
struct FileWindow: ~Copyable {
  private static let blockSize = 4096

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
    blockStart = position / FileWindow.blockSize * FileWindow.blockSize
    block = try file.bytes(at: blockStart, count: FileWindow.blockSize)
    return position - blockStart < block.count ? block[position - blockStart] : 0
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
