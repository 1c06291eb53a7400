import CZlib
import Crypto

/// Builds one pack with its index in memory, in one pass.
///
/// Objects are stored whole, without deltas, in the order in which they are added. The source is git's
/// `gitformat-pack`. A pack must not hold an object twice, so adding one again is answered with its name alone.
package struct PackBuilder: ~Copyable {
  private var bytes: [UInt8]
  private var index = PackIndex()
  private var known: Set<ObjectID> = []
  private let deflater: Deflater
  private let retainsObjects: Bool

  /// The objects as they were added, where the builder was asked to retain them.
  package private(set) var objects: [GitObject] = []

  /// Begins a pack.
  ///
  /// - Parameters:
  ///   - level: zlib's level; 1 measures best for small JSON.
  ///   - retainsObjects: Whether the objects are kept beside the pack, for a repository in memory.
  /// - Throws: `library`.
  package init(level: Int32 = 1, retainsObjects: Bool = false) throws(GitError) {
    deflater = try Deflater(level: level)
    self.retainsObjects = retainsObjects
    bytes = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
  }

  /// How many objects the pack holds.
  package var count: Int { index.count }

  /// How many bytes the pack takes so far.
  package var byteCount: Int { bytes.count }

  /// Adds an object.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - content: Its bytes.
  /// - Returns: Its name.
  /// - Throws: `library`; `malformed` where the pack would outgrow the 2 GiB that its index can address.
  @discardableResult
  package mutating func add(_ kind: ObjectKind, _ content: [UInt8]) throws(GitError) -> ObjectID {
    let id = try ObjectHasher.id(of: kind, content)
    guard known.insert(id).inserted else { return id }
    if retainsObjects { objects.append(GitObject(id: id, kind: kind, bytes: content)) }
    let offset = bytes.count
    guard offset + content.count < Int(Int32.max) else {
      throw .malformed(what: "pack", reason: "one append is limited to 2 GiB")
    }
    appendHeader(kind, size: content.count)
    try deflater.append(content, to: &bytes)
    index.add(id, offset: UInt32(offset), crc: crc(from: offset))
    return id
  }

  /// The type and size of an entry: four bits of size in the first byte, seven in each that follows.
  private mutating func appendHeader(_ kind: ObjectKind, size: Int) {
    var rest = size >> 4
    var byte = kind.rawValue << 4 | UInt8(size & 15)
    while rest > 0 {
      bytes.append(byte | 0x80)
      byte = UInt8(rest & 0x7F)
      rest >>= 7
    }
    bytes.append(byte)
  }

  private func crc(from offset: Int) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(
        truncatingIfNeeded: crc32(
          0, buffer.baseAddress?.advanced(by: offset), uInt(buffer.count - offset)))
    }
  }

  /// Ends the pack.
  ///
  /// - Returns: The pack and its index, ready to be written.
  package consuming func finish() -> Pack {
    let count = UInt32(index.count)
    for place in 0..<4 {
      bytes[8 + place] = UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * place))
    }
    let checksum = Array(Insecure.SHA1.hash(data: bytes))
    bytes.append(contentsOf: checksum)
    return Pack(bytes: bytes, index: index.serialized(packChecksum: checksum), checksum: checksum)
  }
}

/// A finished pack.
package struct Pack: Sendable {
  /// The `.pack` file.
  package let bytes: [UInt8]
  /// The `.idx` file.
  package let index: [UInt8]
  private let checksum: [UInt8]

  init(bytes: [UInt8], index: [UInt8], checksum: [UInt8]) {
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
}
