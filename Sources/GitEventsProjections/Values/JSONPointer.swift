/// A place in a JSON value, as RFC 6901 writes it: `/items/3/qty`.
///
/// The empty pointer is the whole value. Whether `3` is a name or an index depends on what it is
/// applied to.
package struct JSONPointer: Sendable, Hashable {
  /// The names and indexes on the way, unescaped.
  package var tokens: [JSONString]

  /// Creates a pointer.
  ///
  /// - Parameter tokens: The names and indexes on the way.
  package init(tokens: [JSONString] = []) { self.tokens = tokens }

  /// Reads a pointer.
  ///
  /// - Parameter text: The pointer in RFC 6901's string form.
  /// - Throws: ``JSONPointerError/noSlash`` or ``JSONPointerError/badEscape``.
  package init(parsing text: String) throws(JSONPointerError) {
    tokens = []
    // Bytes, not characters: a combining mark must not hide the slash before it.
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return }
    guard first == UInt8(ascii: "/") else { throw .noSlash }
    for part in bytes.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      var token: [UInt8] = []
      var isEscape = false
      for byte in part {
        switch (isEscape, byte) {
        case (false, UInt8(ascii: "~")): isEscape = true
        case (false, _): token.append(byte)
        case (true, UInt8(ascii: "0")), (true, UInt8(ascii: "1")):
          token.append(UInt8(ascii: byte == UInt8(ascii: "0") ? "~" : "/"))
          isEscape = false
        default: throw .badEscape
        }
      }
      if isEscape { throw .badEscape }
      tokens.append(JSONString(String(decoding: token, as: UTF8.self)))
    }
  }

  /// Reads a token as the index of an array's element.
  ///
  /// - Parameter token: The token.
  /// - Returns: The index; nil where the token is none: digits only, and no 0 before others.
  package static func index(_ token: JSONString) -> Int? {
    let bytes = token.contents.array
    guard bytes.first != UInt8(ascii: "0") || bytes.count == 1,
      bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// Finds the value at this place.
  ///
  /// - Parameter root: The value to look in.
  /// - Returns: What is there.
  /// - Throws: ``JSONPointerError/notFound`` where there is nothing.
  package func value(in root: JSONValue) throws(JSONPointerError) -> JSONValue {
    var value = root
    for token in tokens {
      switch value {
      case .object(let members):
        guard let member = members[token] else { throw .notFound }
        value = member
      case .array(let elements):
        guard let index = Self.index(token), index < elements.count else { throw .notFound }
        value = elements[index]
      default: throw .notFound
      }
    }
    return value
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer in RFC 6901's string form.
  package var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.text.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes.append(contentsOf: "~0".utf8)
        case UInt8(ascii: "/"): bytes.append(contentsOf: "~1".utf8)
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
