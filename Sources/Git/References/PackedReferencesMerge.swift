/// Writes a sorted `packed-refs` anew with some of its refs moved; everything else stays byte for byte.
struct PackedReferencesMerge {
  private static let header = Array("# pack-refs with: peeled fully-peeled sorted \n".utf8)
  /// The digits of a name and the space behind them.
  private static let prefix = 41

  private let old: [UInt8]
  private var output: [UInt8] = []
  /// Up to here the old file was looked through, and up to there it was copied.
  private var position = 0
  private var copied = 0

  /// Begins to write.
  ///
  /// - Parameters:
  ///   - old: The file as it is; empty where there is none.
  ///   - room: About how many refs will be added.
  init(_ old: [UInt8], room: Int) {
    self.old = old
    output.reserveCapacity(old.count + 80 * room + 64)
    if old.isEmpty {
      output += PackedReferencesMerge.header
    } else {
      position = (ByteSearch.first(10, in: old, from: 0) ?? old.count - 1) + 1
    }
  }

  /// Gives a ref a new value; call this in the order of the names.
  ///
  /// - Parameters:
  ///   - name: The full name.
  ///   - id: The value.
  /// - Returns: The old value; nil where the ref was not in the file.
  /// - Throws: `damagedReference` where the file is not as git writes it.
  mutating func replace(_ name: [UInt8], by id: ObjectID) throws(GitError) -> ObjectID? {
    var found: ObjectID?
    while position < old.count {
      let end = try endOfLine()
      if old[position] == UInt8(ascii: "^") {
        position = end + 1
        continue
      }
      guard end - position > PackedReferencesMerge.prefix else { throw damaged() }
      let order = ByteOrder.compare(old[(position + PackedReferencesMerge.prefix)..<end], name)
      if order > 0 { break }
      if order == 0 {
        found = ObjectID(hex: old[position..<position + 40])
        if found == nil { throw damaged() }
        copy(upTo: position)
        position = end + 1
        // What the old value was peeled to.
        if position < old.count, old[position] == UInt8(ascii: "^") {
          position = try endOfLine() + 1
        }
        copied = position
        break
      }
      position = end + 1
    }
    copy(upTo: position)
    id.appendHex(to: &output)
    output.append(UInt8(ascii: " "))
    output.append(contentsOf: name)
    output.append(10)
    return found
  }

  /// Answers with the whole file.
  ///
  /// - Returns: Its bytes.
  /// - Throws: `damagedReference` where the old file does not end in a line break.
  mutating func finish() throws(GitError) -> [UInt8] {
    if let last = old.last, last != 10 { throw damaged() }
    copy(upTo: old.count)
    return output
  }

  private mutating func copy(upTo end: Int) {
    output.append(contentsOf: old[copied..<end])
    copied = end
  }

  private func endOfLine() throws(GitError) -> Int {
    guard let end = ByteSearch.first(10, in: old, from: position) else { throw damaged() }
    return end
  }

  private func damaged() -> GitError {
    .damagedReference(name: "packed-refs", reason: "is not as git writes it")
  }
}
