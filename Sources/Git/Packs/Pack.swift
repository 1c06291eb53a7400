#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A finished pack.
package struct Pack: Sendable {
  /// Where the `.pack` file was written already; nil where it is in memory.
  package let file: String?
  /// The `.pack` file, where it is in memory.
  package let bytes: [UInt8]
  /// The `.idx` file.
  package let index: [UInt8]
  private let checksum: [UInt8]

  init(file: String? = nil, bytes: [UInt8], index: [UInt8], checksum: [UInt8]) {
    self.file = file
    self.bytes = bytes
    self.index = index
    self.checksum = checksum
  }

  /// Whether a text is a name that a pack can have.
  ///
  /// - Parameter text: The text.
  /// - Returns: True for `pack-` and 40 hexadecimal digits.
  static func isName(_ text: some StringProtocol) -> Bool {
    text.hasPrefix("pack-") && ObjectID(hex: text.utf8.dropFirst("pack-".utf8.count)) != nil
  }

  /// The name that git gives the pack's files, without their endings.
  package var name: String { "pack-" + (ObjectID(bytes: checksum)?.hex ?? "") }

  /// The name under which a pack grows in the folder for temporary files, before its own is known.
  static let growingName = "growing.pack"

  /// Writes the pack and its index under the pack's name.
  ///
  /// - Parameters:
  ///   - folder: Where, on the file system of the file that the pack may have grown in.
  ///   - durably: Whether their bytes are on disk when this returns; their names are not.
  /// - Throws: `system`.
  func write(in folder: WritableFolder, durably: Bool) throws(GitError) {
    if let file {
      try folder.adopt(file, as: name + ".pack")
      if durably { try OpenFile(folder.path(of: name + ".pack"), O_RDONLY).sync() }
    } else {
      try Pack.write(bytes, to: folder.path(of: name + ".pack"), durably: durably)
    }
    try Pack.write(index, to: folder.path(of: name + ".idx"), durably: durably)
  }

  private static func write(_ bytes: [UInt8], to path: String, durably: Bool) throws(GitError) {
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o444)
    try file.write(bytes)
    if durably { try file.sync() }
  }
}
