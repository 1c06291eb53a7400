import Crypto

/// The index of a pack, version 2 (`gitformat-pack`), built from what the builder has in memory.
struct PackIndex: Sendable {
  private struct Entry {
    let id: ObjectID
    var crc: UInt32
    let offset: UInt32
  }

  private var entries: ContiguousArray<Entry> = []
  private var places = ObjectIDPlaces()

  init() {}

  /// How many objects it lists.
  var count: Int { entries.count }

  /// Lists an object, unless it is listed already.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - offset: Where its entry begins in the pack; below 2 GiB.
  /// - Returns: Whether it was not listed before; its checksum is to be set then.
  mutating func add(_ id: ObjectID, offset: UInt32) -> Bool {
    guard places.note(id, at: entries.count, among: { entries[$0].id }) else { return false }
    entries.append(Entry(id: id, crc: 0, offset: offset))
    return true
  }

  /// Lists an object that is known not to be listed yet, and that nobody will try to list again.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - offset: Where its entry begins in the pack; below 2 GiB. Its checksum is to be set then.
  mutating func addUnique(_ id: ObjectID, offset: UInt32) {
    entries.append(Entry(id: id, crc: 0, offset: offset))
  }

  /// Sets the checksum of the object that was listed last.
  ///
  /// - Parameter crc: The CRC-32 of its entry.
  mutating func setLast(crc: UInt32) { entries[entries.count - 1].crc = crc }

  /// Writes the index.
  ///
  /// - Parameter packChecksum: The last 20 bytes of the pack.
  /// - Returns: The bytes of the `.idx` file.
  func serialized(packChecksum: [UInt8]) -> [UInt8] {
    PackIndex.ended(tables, packChecksum: packChecksum)
  }

  /// Ends an index.
  ///
  /// - Parameters:
  ///   - tables: Its tables.
  ///   - packChecksum: The last 20 bytes of the pack.
  /// - Returns: The bytes of the `.idx` file.
  static func ended(_ tables: [UInt8], packChecksum: [UInt8]) -> [UInt8] {
    var bytes = tables
    bytes.append(contentsOf: packChecksum)
    bytes.append(contentsOf: Insecure.SHA1.hash(data: bytes))
    return bytes
  }

  /// The index up to the checksums at its end.
  var tables: [UInt8] {
    let order = sortedOrder()
    var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
    bytes.reserveCapacity(8 + 256 * 4 + entries.count * 28 + 40)
    appendFanOut(to: &bytes)
    for index in order { entries[Int(index)].id.append(to: &bytes) }
    for index in order { PackIndex.append(entries[Int(index)].crc, to: &bytes) }
    for index in order { PackIndex.append(entries[Int(index)].offset, to: &bytes) }
    return bytes
  }

  /// The entries' places in the order of their names.
  ///
  /// Names are spread evenly, so that dealing them out by their first bits leaves hardly anything to be sorted.
  private func sortedOrder() -> ContiguousArray<UInt32> {
    let bits = UInt64(max(0, min(16, 64 - entries.count.leadingZeroBitCount)))
    var starts = ContiguousArray<UInt32>(repeating: 0, count: (1 << Int(bits)) + 1)
    let bucket = { (entry: Entry) in bits == 0 ? 0 : Int(entry.id.leadingBytes >> (64 - bits)) }
    for entry in entries { starts[bucket(entry) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    var order = ContiguousArray<UInt32>(repeating: 0, count: entries.count)
    for (index, entry) in entries.enumerated() {
      let place = bucket(entry)
      order[Int(next[place])] = UInt32(index)
      next[place] += 1
    }
    for place in 0..<starts.count - 1 where starts[place + 1] - starts[place] > 1 {
      order[Int(starts[place])..<Int(starts[place + 1])].sort {
        entries[Int($0)].id < entries[Int($1)].id
      }
    }
    return order
  }

  /// For each first byte, how many names begin with it or a smaller one.
  private func appendFanOut(to bytes: inout [UInt8]) {
    var counts = ContiguousArray<UInt32>(repeating: 0, count: 256)
    for entry in entries { counts[Int(entry.id.leadingBytes >> 56)] += 1 }
    var total: UInt32 = 0
    for count in counts {
      total += count
      PackIndex.append(total, to: &bytes)
    }
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
