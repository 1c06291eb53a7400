#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a bundle says before its pack: the refs that it brings, and the commits that whoever takes it must have.
///
/// The source is git's `gitformat-bundle`.
package struct BundleHeader: Sendable, Equatable {
  /// The largest header that is read: some millions of refs.
  private static let longest = 1 << 29
  private static let block = 1 << 20

  /// The commits that must be there, with all that they reach.
  package var prerequisites: [ObjectID]
  /// The refs, in the order in which they stand.
  package var references: [NamedReference]

  package init(prerequisites: [ObjectID], references: [NamedReference]) {
    self.prerequisites = prerequisites
    self.references = references
  }

  /// Reads the header of a file.
  ///
  /// - Parameter file: The file.
  /// - Throws: `malformed` where it is no bundle, or one of a kind that a store cannot be made of; `system`.
  package init(_ file: borrowing OpenFile) throws(GitError) {
    var bytes: [UInt8] = []
    var isComplete = false
    while !isComplete {
      let more = try file.read(at: bytes.count, count: BundleHeader.block)
      // An empty line ends the header: two line breaks, of which one may lie in the block before.
      let start = max(0, bytes.count - 1)
      bytes += more
      if let end = BundleHeader.emptyLine(in: bytes, from: start) {
        bytes.removeSubrange(end...)
        isComplete = true
      } else if more.isEmpty || bytes.count > BundleHeader.longest {
        throw BundleHeader.malformed(
          BundleHeader.isBundle(bytes) ? "it ends within its header" : BundleHeader.noBundle)
      } else if !BundleHeader.isBundle(bytes) {
        throw BundleHeader.malformed(BundleHeader.noBundle)
      }
    }
    try self.init(parsing: bytes)
  }

  /// Reads the lines of a header.
  ///
  /// - Parameter bytes: The lines, without the empty one behind them.
  /// - Throws: `malformed`.
  package init(parsing bytes: [UInt8]) throws(GitError) {
    prerequisites = []
    references = []
    guard BundleHeader.isBundle(bytes) else { throw BundleHeader.malformed(BundleHeader.noBundle) }
    var position = 0
    var line = BundleHeader.line(of: bytes, &position)
    while position < bytes.count {
      line = BundleHeader.line(of: bytes, &position)
      switch line.first {
      case UInt8(ascii: "@"): try BundleHeader.check(capability: line)
      case UInt8(ascii: "-"):
        guard let id = ObjectID(hex: line.dropFirst().prefix(40)), line.count >= 41,
          line.count == 41 || line[line.startIndex + 41] == UInt8(ascii: " ")
        else { throw BundleHeader.malformed("a line of its header is garbled") }
        prerequisites.append(id)
      default:
        guard line.count > 41, line[line.startIndex + 40] == UInt8(ascii: " "),
          let id = ObjectID(hex: line.prefix(40)),
          let name = String(validating: line.dropFirst(41), as: UTF8.self)
        else { throw BundleHeader.malformed("a line of its header is garbled") }
        references.append(NamedReference(name: name, target: id))
      }
    }
  }

  /// Writes the header, with the empty line behind it.
  ///
  /// - Returns: What stands before the pack.
  package func serialized() -> [UInt8] {
    var bytes = BundleHeader.second
    bytes.reserveCapacity(bytes.count + 42 * prerequisites.count + 80 * references.count)
    for id in prerequisites {
      bytes.append(UInt8(ascii: "-"))
      id.appendHex(to: &bytes)
      // git looks for what may be said of the commit behind a space.
      bytes += [UInt8(ascii: " "), 10]
    }
    for reference in references {
      reference.target.appendHex(to: &bytes)
      bytes.append(UInt8(ascii: " "))
      bytes += reference.name.utf8
      bytes.append(10)
    }
    bytes.append(10)
    return bytes
  }

  private static let second = Array("# v2 git bundle\n".utf8)
  private static let third = Array("# v3 git bundle\n".utf8)
  private static let noBundle = "it is not a git bundle"

  private static func isBundle(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: second) || bytes.starts(with: third)
  }

  /// Where the header ends: behind the line break of its last line.
  private static func emptyLine(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while let end = ByteSearch.first(10, in: bytes, from: position) {
      if end + 1 < bytes.count, bytes[end + 1] == 10 { return end + 1 }
      position = end + 1
    }
    return nil
  }

  private static func line(of bytes: [UInt8], _ position: inout Int) -> ArraySlice<UInt8> {
    let end = ByteSearch.first(10, in: bytes, from: position) ?? bytes.count
    defer { position = end + 1 }
    return bytes[position..<end]
  }

  /// A bundle of version 3 says what it takes to read it.
  private static func check(capability line: ArraySlice<UInt8>) throws(GitError) {
    let text = String(decoding: line, as: UTF8.self)
    if text == "@object-format=sha1" { return }
    throw malformed(
      text.hasPrefix("@filter=")
        ? "objects were left out of it (\(text.dropFirst()))"
        : "it asks for what is not known here (\(text.dropFirst()))")
  }

  private static func malformed(_ reason: String) -> GitError {
    .malformed(what: "bundle", reason: reason)
  }
}

/// A ref with where it points.
package struct NamedReference: Sendable, Equatable {
  package let name: String
  package let target: ObjectID

  package init(name: String, target: ObjectID) {
    self.name = name
    self.target = target
  }

  /// The order in which git lists refs.
  package static func precedes(_ left: NamedReference, _ right: NamedReference) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
