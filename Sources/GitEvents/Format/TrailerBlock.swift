/// The last paragraph of a commit's message: `Key: value` lines in a fixed order, each key at most once.
package struct TrailerBlock<Key: RawRepresentable & CaseIterable & Equatable>
where Key.RawValue == String {
  private var values: [(key: Key, value: String)] = []

  package init() {}

  /// The value of a key; values are set in the keys' order.
  package subscript(key: Key) -> String? {
    get { values.first { $0.key == key }?.value }
    set {
      values.removeAll { $0.key == key }
      if let newValue { values.append((key, newValue)) }
    }
  }

  /// Reads the lines of a block.
  ///
  /// - Parameter text: The lines, each with its line break, without the empty one before them.
  /// - Throws: `FormatError` for an unknown key, a wrong order, a repeated key or a line that is no trailer.
  package init(parsing text: ArraySlice<UInt8>) throws(FormatError) {
    var keys = Key.allCases.makeIterator()
    var rest = text
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
        throw FormatError("its last trailer has no line break")
      }
      let line = rest[rest.startIndex..<end]
      guard let key = TrailerBlock.nextKey(of: line, in: &keys) else {
        throw FormatError("a trailer is unknown, repeated or out of order")
      }
      let bytes = line.dropFirst(key.rawValue.utf8.count + 2)
      guard let value = String(validating: bytes, as: UTF8.self) else {
        throw FormatError("its \(key.rawValue) is not UTF-8")
      }
      values.append((key, value))
      rest = rest[(end + 1)...]
    }
  }

  /// The keys stand in the order of their cases, so each line only needs the keys behind the last one.
  private static func nextKey(
    of line: ArraySlice<UInt8>, in keys: inout Key.AllCases.Iterator
  ) -> Key? {
    while let key = keys.next() {
      let name = key.rawValue.utf8
      if line.starts(with: name), line.dropFirst(name.count).starts(with: ": ".utf8) { return key }
    }
    return nil
  }

  /// Writes the block.
  ///
  /// - Parameter text: What the lines are appended to.
  package func append(to text: inout String) {
    for key in Key.allCases {
      guard let value = self[key] else { continue }
      text += "\(key.rawValue): \(value)\n"
    }
  }
}
