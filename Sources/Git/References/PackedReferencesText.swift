/// Finds and parses the lines of one open `packed-refs` file through a window.
struct PackedReferencesText: ~Copyable {
  /// Longer than any line that a file system lets a ref have.
  private static let longestLine = 8192

  private var window: FileWindow
  private let identity: FileIdentity
  /// Where the records begin, behind the header.
  private let start: Int
  /// True where the header says that records are in byte order.
  let isSorted: Bool

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - file: The file, which is not empty and whose owner this becomes.
  ///   - identity: Which file it is.
  /// - Throws: `damagedReference` where the last line has no end; `system`.
  init(_ file: consuming ReadableFile, _ identity: FileIdentity) throws(GitError) {
    self.identity = identity
    window = FileWindow(file)
    guard try window.byte(at: window.count - 1) == 10 else {
      throw .damagedReference(name: "packed-refs", reason: "its last line has no end")
    }
    var start = 0
    var isSorted = false
    if try window.byte(at: 0) == UInt8(ascii: "#") {
      start = try PackedReferencesText.endOfLine(from: 0, &window) + 1
      let header = String(decoding: try window.bytes(0..<start - 1), as: UTF8.self)
      guard header.hasPrefix("# pack-refs with:") else {
        throw .damagedReference(name: "packed-refs", reason: "its first line is no header")
      }
      isSorted = header.split(separator: " ").contains("sorted")
    }
    self.start = start
    self.isSorted = isSorted
  }

  /// Which file it is.
  func currentIdentity() -> FileIdentity { identity }

  /// Looks one ref up.
  ///
  /// - Parameter name: The full name.
  /// - Returns: Where it points, or nil where the file does not name it.
  /// - Throws: `damagedReference`, `system`.
  mutating func reference(_ name: [UInt8]) throws(GitError) -> ObjectID? {
    guard isSorted else { return try allRecords().last { $0.name == name }?.id }
    let position = try position(ofFirstAtOrAfter: name)
    guard let record = try record(at: position)?.record, record.name == name else { return nil }
    return record.id
  }

  /// Lists refs below a prefix in byte order.
  ///
  /// - Parameters:
  ///   - prefix: A folder of refs with its slash.
  ///   - after: Only names greater than this one, or all where nil.
  ///   - limit: At most so many.
  /// - Returns: The refs.
  /// - Throws: `damagedReference`, `system`.
  mutating func references(
    under prefix: [UInt8], after: [UInt8]?, limit: Int
  ) throws(GitError) -> [PackedReferences.Record] {
    var found: [PackedReferences.Record] = []
    let fits: (PackedReferences.Record) -> Bool = { record in
      guard record.name.starts(with: prefix) else { return false }
      return after.map { ByteOrder.compare(record.name, $0) > 0 } ?? true
    }
    guard isSorted else {
      var last: [[UInt8]: PackedReferences.Record] = [:]
      for record in try allRecords() where fits(record) { last[record.name] = record }
      return Array(last.values.sorted { ByteOrder.compare($0.name, $1.name) < 0 }.prefix(limit))
    }
    var start = prefix
    if let after, ByteOrder.compare(after, prefix) > 0 { start = after }
    var position = try position(ofFirstAtOrAfter: start)
    while found.count < limit, let (record, next) = try record(at: position) {
      position = next
      if fits(record) {
        found.append(record)
      } else if !record.name.starts(with: prefix) {
        break
      }
    }
    return found
  }

  /// Finds the first record whose name is not less than a name, by binary search.
  ///
  /// - Parameter name: The name.
  /// - Returns: Where that record's line begins, or the file's end.
  /// - Throws: `damagedReference`, `system`.
  mutating func position(ofFirstAtOrAfter name: [UInt8]) throws(GitError) -> Int {
    var low = start
    var high = window.count
    while low < high {
      let middle = try beginningOfRecord(around: low + (high - low) / 2, notBefore: low)
      guard let order = try order(ofNameAt: middle, name) else { return window.count }
      if order < 0 { low = try record(at: middle)?.next ?? window.count } else { high = middle }
    }
    return low
  }

  /// Compares a record's name without looking at the rest; nil at the file's end.
  private mutating func order(
    ofNameAt position: Int, _ name: [UInt8]
  ) throws(GitError) -> Int? {
    guard position < window.count else { return nil }
    let end = try PackedReferencesText.endOfLine(from: position, &window)
    guard end - position > 41 else {
      throw damaged(at: position, "is not an object name, a space and a ref name")
    }
    return ByteOrder.compare(try window.bytes(position + 41..<end), name)
  }

  /// Parses the record at a place, and steps over its peeled line.
  ///
  /// - Parameter position: Where its line begins.
  /// - Returns: The record and where the next one begins; nil at the file's end.
  /// - Throws: `damagedReference`, `system`.
  mutating func record(
    at position: Int
  ) throws(GitError) -> (record: PackedReferences.Record, next: Int)? {
    guard position < window.count else { return nil }
    let end = try PackedReferencesText.endOfLine(from: position, &window)
    let line = try window.bytes(position..<end)
    guard line.count > 41, line[40] == UInt8(ascii: " "), let id = ObjectID(hex: line[..<40]) else {
      throw damaged(at: position, "is not an object name, a space and a ref name")
    }
    let name = Array(line[41...])
    guard ReferenceName.isValid(name) else { throw damaged(at: position, "has no valid ref name") }
    var next = end + 1
    if next < window.count, try window.byte(at: next) == UInt8(ascii: "^") {
      let peeledEnd = try PackedReferencesText.endOfLine(from: next, &window)
      guard ObjectID(hex: try window.bytes(next + 1..<peeledEnd)) != nil else {
        throw damaged(at: next, "is not a peeled object name")
      }
      next = peeledEnd + 1
    }
    return (PackedReferences.Record(name: name, id: id), next)
  }

  /// Parses the whole file.
  ///
  /// - Returns: The records in the order of their lines.
  /// - Throws: `damagedReference`, `system`.
  mutating func allRecords() throws(GitError) -> [PackedReferences.Record] {
    var records: [PackedReferences.Record] = []
    var position = start
    while let (record, next) = try record(at: position) {
      records.append(record)
      position = next
    }
    return records
  }

  /// Goes back from anywhere to the beginning of the record that holds the place.
  private mutating func beginningOfRecord(
    around position: Int, notBefore low: Int
  ) throws(GitError) -> Int {
    var begin = try beginningOfLine(around: position, notBefore: low)
    // A peeled line belongs to the record before it.
    while begin > low, try window.byte(at: begin) == UInt8(ascii: "^") {
      begin = try beginningOfLine(around: begin - 1, notBefore: low)
    }
    return begin
  }

  private mutating func beginningOfLine(
    around position: Int, notBefore low: Int
  ) throws(GitError) -> Int {
    var begin = position
    while begin > low, try window.byte(at: begin - 1) != 10 {
      begin -= 1
      guard position - begin <= PackedReferencesText.longestLine else {
        throw damaged(at: begin, "is too long")
      }
    }
    return begin
  }

  private static func endOfLine(
    from position: Int, _ window: inout FileWindow
  ) throws(GitError) -> Int {
    var end = position
    while end < window.count, end - position <= longestLine {
      if try window.byte(at: end) == 10 { return end }
      end += 1
    }
    throw .damagedReference(
      name: "packed-refs", reason: "the line at byte \(position) has no end or is too long")
  }

  private func damaged(at position: Int, _ reason: String) -> GitError {
    .damagedReference(name: "packed-refs", reason: "the line at byte \(position) \(reason)")
  }
}
