import Crypto

/// The index of a pack, version 2 (`gitformat-pack`), built from what the builder has in memory.
package struct PackIndex {
  private struct Entry {
    let id: ObjectID
    let crc: UInt32
    let offset: UInt32
  }

  private var entries: [Entry] = []

  package init() {}

  /// How many objects it lists.
  package var count: Int { entries.count }

  /// Lists an object.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - offset: Where its entry begins in the pack; below 2 GiB.
  ///   - crc: The CRC-32 of its entry.
  package mutating func add(_ id: ObjectID, offset: UInt32, crc: UInt32) {
    entries.append(Entry(id: id, crc: crc, offset: offset))
  }

  /// Writes the index.
  ///
  /// - Parameter packChecksum: The last 20 bytes of the pack.
  /// - Returns: The bytes of the `.idx` file.
  package func serialized(packChecksum: [UInt8]) -> [UInt8] {
    let sorted = entries.sorted { $0.id < $1.id }
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
    bytes.reserveCapacity(8 + 256 * 4 + sorted.count * 28 + 40)
    appendFanOut(sorted, to: &bytes)
    for entry in sorted { bytes.append(contentsOf: entry.id.bytes) }
    for entry in sorted { PackIndex.append(entry.crc, to: &bytes) }
    for entry in sorted { PackIndex.append(entry.offset, to: &bytes) }
    bytes.append(contentsOf: packChecksum)
    bytes.append(contentsOf: Insecure.SHA1.hash(data: bytes))
    return bytes
  }

  /// For each first byte, how many names begin with it or a smaller one.
  private func appendFanOut(_ sorted: [Entry], to bytes: inout [UInt8]) {
    var next = 0
    for first in 0...255 {
      while next < sorted.count, sorted[next].id.byte(at: 0) <= UInt8(first) { next += 1 }
      PackIndex.append(UInt32(next), to: &bytes)
    }
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
