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
}
