/// A commit's header beyond the usual four, such as `gpgsig`, `encoding` or `mergetag`.
package struct ExtraHeader: Sendable, Equatable {
  package let name: [UInt8]
  /// The value, its continuation lines joined by line breaks, without the space that each begins with.
  package let value: [UInt8]

  /// Makes a header.
  ///
  /// - Parameters:
  ///   - name: One word.
  ///   - value: Any bytes but NUL; line breaks become continuation lines.
  /// - Throws: `malformed` where it would break out of its place.
  package init(name: String, value: [UInt8]) throws(GitError) {
    let fits = name.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    guard !name.isEmpty, fits, !value.contains(0) else {
      throw .malformed(
        what: "commit header", reason: "its name is no word or its value holds a NUL")
    }
    self.init(nameBytes: Array(name.utf8), value: value)
  }

  init(nameBytes: [UInt8], value: [UInt8]) {
    name = nameBytes
    self.value = value
  }

  /// Says whether this header has a name.
  ///
  /// - Parameter name: The name.
  /// - Returns: True where it has.
  package func isNamed(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }

  /// Whether it is a signature of the commit.
  package var isSignature: Bool { isNamed("gpgsig") || isNamed("gpgsig-sha256") }

  /// Appends the header as it stands in a commit.
  ///
  /// - Parameter bytes: What it is appended to.
  package func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: " "))
    for byte in value {
      bytes.append(byte)
      if byte == 10 { bytes.append(UInt8(ascii: " ")) }
    }
    bytes.append(10)
  }
}
