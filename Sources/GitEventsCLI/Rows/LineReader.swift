/// Splits input into lines, holding one line and one block in memory.
struct LineReader {
  /// A line and its place.
  struct Line {
    /// The number of the line, from 1.
    let number: Int
    /// The line without its newline.
    let bytes: [UInt8]
  }

  /// The longest line that is taken: 16 MiB.
  static let limit = 16 * 1024 * 1024

  private let read: (Int) throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var number = 0

  /// Makes a reader.
  ///
  /// - Parameter read: Answers at most so many of the next bytes, none at the end.
  init(read: @escaping (Int) throws -> [UInt8]) {
    self.read = read
  }

  /// Makes a reader of a descriptor.
  init(_ descriptor: Descriptor) {
    self.init { try descriptor.read(upTo: $0) }
  }

  /// Reads the next line that is not blank.
  ///
  /// - Returns: The line; nil at the end.
  /// - Throws: A `Failure`, also for a line that is too long.
  mutating func next() throws -> Line? {
    while let bytes = try line() {
      number += 1
      if !LineReader.isBlank(bytes) { return Line(number: number, bytes: bytes) }
    }
    return nil
  }

  /// Reads the next line that is not blank, if all of it was read already.
  ///
  /// - Returns: The line; nil where more would have to be read, which may take for ever.
  /// - Throws: As `next` does.
  mutating func nextAtHand() throws -> Line? {
    while buffer[start...].contains(0x0A) {
      guard let bytes = try line() else { return nil }
      number += 1
      if !LineReader.isBlank(bytes) { return Line(number: number, bytes: bytes) }
    }
    return nil
  }

  /// Whether a line holds nothing but white space.
  static func isBlank(_ line: [UInt8]) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// The failure for a line that is longer than is taken.
  static func tooLong(_ number: Int) -> Failure {
    Failure.invalid("line \(number) is longer than 16 MiB").with("line", .integer(number))
  }

  private mutating func line() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      if isAtEnd {
        defer { start = buffer.count }
        return start < buffer.count ? Array(buffer[start...]) : nil
      }
      if buffer.count - start > LineReader.limit {
        throw LineReader.tooLong(number + 1)
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      let block = try read(256 * 1024)
      isAtEnd = block.isEmpty
      buffer.append(contentsOf: block)
    }
  }
}
