/// What a log's file holds.
package struct LogContents: Sendable {
  /// The records of the newest generation, in order.
  package let records: [LogRecord]
  /// What is wrong with the file; nil where it ends as a writer that was stopped leaves it.
  package let damage: String?
  /// The generation of the records; 0 for a file without any.
  let generation: UInt64

  /// Where the ref of the commit point stood when the newest generation began; nil for a log without records.
  package let base: ObjectID?

  /// Reads a log.
  ///
  /// Every record is on disk before the next one is written, so at most the last may be torn. Anything that is not whole
  /// and has a whole record of its generation behind it was whole once.
  ///
  /// - Parameter bytes: The file's bytes.
  /// - Throws: `library`.
  package init(_ bytes: [UInt8]) throws(GitError) {
    var frames: [(offset: Int, header: LogFrame.Header)] = []
    var offset = 0
    while offset + LogFrame.headerSize <= bytes.count {
      let next = LogContents.frame(bytes, at: offset)
      if let next { frames.append((offset, next)) }
      offset += next.map { LogFrame.size(ofBody: $0.length) } ?? LogFrame.alignment
    }
    // Older generations lie behind the newest until it has grown over them.
    let newest = frames.map(\.header.generation).max() ?? 0
    let current = frames.filter { $0.header.generation == newest }
    base = current.first.flatMap { frame in
      ObjectID(bytes: Array(bytes[(frame.offset + LogFrame.headerSize)...].prefix(20)))
    }
    var records: [LogRecord] = []
    var damage: String?
    var end = 0
    for (offset, header) in current {
      guard header.sequence == UInt64(records.count), offset == end else {
        damage = "record \(records.count) is damaged, and record \(header.sequence) behind it is not"
        break
      }
      let start = offset + LogFrame.headerSize
      let record = try LogRecord(body: bytes[start..<start + header.length])
      guard let record, record.base == base else {
        damage = "record \(header.sequence) is not one"
        break
      }
      records.append(record)
      end = offset + LogFrame.size(ofBody: header.length)
    }
    self.records = records
    self.damage = damage
    generation = newest
  }

  private static func frame(_ bytes: [UInt8], at offset: Int) -> LogFrame.Header? {
    guard let header = LogFrame.header(bytes[offset...].prefix(LogFrame.headerSize)) else {
      return nil
    }
    let start = offset + LogFrame.headerSize
    guard header.length <= bytes.count - start else { return nil }
    return LogFrame.isWhole(header, bytes[start..<start + header.length]) ? header : nil
  }
}
