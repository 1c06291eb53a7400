/// One line of a tree.
package struct TreeEntry: Sendable, Equatable {
  /// What an entry is, with the numbers that git writes in octal.
  package enum Mode: UInt32, Sendable, CaseIterable {
    case folder = 0o040000
    case file = 0o100644
    case groupWritableFile = 0o100664
    case executable = 0o100755
    case symbolicLink = 0o120000
    case submodule = 0o160000

    /// The octal digits as a tree holds them: no leading zero.
    var text: String { String(rawValue, radix: 8) }

    /// Reads the octal digits as a tree holds them.
    ///
    /// - Parameter octal: The digits; nil is the answer for a leading zero and for modes that git does not write.
    init?(octal: ArraySlice<UInt8>) {
      guard octal.first != UInt8(ascii: "0"), octal.count <= 6 else { return nil }
      var value: UInt32 = 0
      for digit in octal {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "7") else { return nil }
        value = value << 3 | UInt32(digit - UInt8(ascii: "0"))
      }
      self.init(rawValue: value)
    }
  }

  package let mode: Mode
  /// The bytes of the name: git promises no encoding.
  package let nameBytes: [UInt8]
  package let id: ObjectID

  /// The name as text; bytes that are not UTF-8 are replaced.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// Makes an entry.
  ///
  /// - Parameters:
  ///   - mode: What it is.
  ///   - name: One component: not empty, no `/` or NUL, none of `.`, `..`, `.git`.
  ///   - id: What it points at.
  /// - Throws: `malformed`.
  package init(mode: Mode, name: String, id: ObjectID) throws(GitError) {
    let bytes = Array(name.utf8)
    guard TreeEntry.isFit(bytes) else {
      throw .malformed(what: "tree entry", reason: "its name is no single component")
    }
    self.init(mode: mode, nameBytes: bytes, id: id)
  }

  init(mode: Mode, nameBytes: [UInt8], id: ObjectID) {
    self.mode = mode
    self.nameBytes = nameBytes
    self.id = id
  }

  static func isFit(_ name: [UInt8]) -> Bool {
    if name.isEmpty || name.contains(0) || name.contains(UInt8(ascii: "/")) { return false }
    guard name[0] == UInt8(ascii: "."), name.count <= 4 else { return true }
    let word = String(decoding: name, as: UTF8.self).lowercased()
    return word != "." && word != ".." && word != ".git"
  }

  /// Git's order of entries: by bytes, a folder as if its name ended in `/`.
  ///
  /// The corresponding C function in git is `base_name_compare`.
  ///
  /// - Parameters:
  ///   - left: One entry.
  ///   - right: Another.
  /// - Returns: True where the left one comes first.
  package static func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
    let common = min(left.nameBytes.count, right.nameBytes.count)
    for index in 0..<common where left.nameBytes[index] != right.nameBytes[index] {
      return left.nameBytes[index] < right.nameBytes[index]
    }
    return left.byte(at: common) < right.byte(at: common)
  }

  private func byte(at index: Int) -> UInt8 {
    if index < nameBytes.count { return nameBytes[index] }
    return mode == .folder ? UInt8(ascii: "/") : 0
  }
}
