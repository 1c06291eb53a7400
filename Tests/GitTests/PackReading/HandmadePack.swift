import GitEventsTesting

@testable import Git

/// A pack whose entries are written byte by byte, as no git would.
struct HandmadePack {
  private var bytes: [UInt8] = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
  private var index = PackIndex()

  /// Where the next entry will begin.
  var end: Int { bytes.count }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - id: The name under which the index lists it.
  ///   - type: 1 to 4 for objects, 6 and 7 for differences.
  ///   - size: What the header says; nil for the truth.
  ///   - base: What stands between header and content: the base of a difference.
  ///   - content: What is compressed.
  mutating func add(
    _ id: ObjectID, type: UInt8, size: Int? = nil, base: [UInt8] = [], _ content: [UInt8]
  ) throws {
    _ = index.add(id, offset: UInt32(bytes.count))
    var rest = (size ?? content.count) >> 4
    var byte = type << 4 | UInt8((size ?? content.count) & 15)
    while rest > 0 {
      bytes.append(byte | 0x80)
      byte = UInt8(rest & 0x7F)
      rest >>= 7
    }
    bytes.append(byte)
    bytes += base
    var deflater = try Deflater(level: 1)
    try deflater.append(content, to: &bytes)
  }

  /// Writes the pack and its index.
  func write(into fixture: GitFixture) {
    var bytes = bytes
    bytes[11] = UInt8(index.count)
    let checksum = [UInt8](repeating: 7, count: 20)
    let path = fixture.gitDirectory + "/objects/pack/pack-" + String(repeating: "07", count: 20)
    GitTests.write(bytes + checksum, to: path + ".pack")
    GitTests.write(index.serialized(packChecksum: checksum), to: path + ".idx")
  }
}
