/// The line that a loose object begins with: kind, space, decimal size, NUL.
struct LooseObjectHeader {
  let kind: ObjectKind
  /// The number of bytes that follow the header.
  let size: Int
  /// The header's own bytes, with its NUL.
  let length: Int

  /// Parses a header, exactly as git writes it.
  ///
  /// The answer is nil for anything else: an unknown kind, a leading zero, a size that does not fit.
  ///
  /// - Parameter bytes: The first bytes of the object.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let end = bytes.firstIndex(of: 0),
      let space = bytes[..<end].firstIndex(of: UInt8(ascii: " "))
    else { return nil }
    let word = bytes[..<space]
    guard let kind = ObjectKind.allCases.first(where: { word.elementsEqual($0.name.utf8) }) else {
      return nil
    }
    guard let size = DecimalNumber.parse(bytes[(space + 1)..<end]) else { return nil }
    self.kind = kind
    self.size = size
    length = bytes.distance(from: bytes.startIndex, to: end) + 1
  }
}
