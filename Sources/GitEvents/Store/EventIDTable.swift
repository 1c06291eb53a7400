import Git

/// Finds commits by the hashes of their events' ids, in 36 to 44 bytes an event, without ever copying them all.
struct EventIDTable: Sendable {
  private struct Entry {
    let key: UInt64
    let commit: ObjectID
  }

  /// So many entries are held in one piece: a table of a million never needs the room of two.
  private static let segment = 1 << 14

  private var segments: ContiguousArray<ContiguousArray<Entry>> = []
  /// For each place one more than the number of an entry, or 0.
  private var slots = ContiguousArray<UInt32>(repeating: 0, count: 1 << 10)
  private var count = 0

  init() {}

  /// Finds a commit.
  ///
  /// - Parameter key: The hash of its event's id.
  /// - Returns: The commit that was put in first.
  subscript(key: UInt64) -> ObjectID? {
    let slot = slot(of: key)
    return slots[slot] == 0 ? nil : entry(Int(slots[slot]) - 1).commit
  }

  /// Puts a commit in, unless there is one.
  ///
  /// - Parameters:
  ///   - key: The hash of its event's id.
  ///   - commit: The commit.
  /// - Returns: The one that was there.
  mutating func insert(_ key: UInt64, _ commit: ObjectID) -> ObjectID? {
    let found = slot(of: key)
    if slots[found] != 0 { return entry(Int(slots[found]) - 1).commit }
    if segments.last?.count ?? EventIDTable.segment == EventIDTable.segment {
      segments.append([])
      segments[segments.count - 1].reserveCapacity(EventIDTable.segment)
    }
    segments[segments.count - 1].append(Entry(key: key, commit: commit))
    count += 1
    slots[found] = UInt32(count)
    if 4 * count > 3 * slots.count { grow(to: 2 * slots.count) }
    return nil
  }

  /// Makes room for so many more commits at once.
  ///
  /// - Parameter more: How many.
  mutating func reserve(_ more: Int) {
    var size = slots.count
    while 4 * (count + more) > 3 * size { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  /// The place of a key, or the free one where it belongs.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0, entry(Int(slots[slot]) - 1).key != key { slot = (slot + 1) & mask }
    return slot
  }

  private func entry(_ number: Int) -> Entry {
    segments[number / EventIDTable.segment][number % EventIDTable.segment]
  }

  private mutating func grow(to size: Int) {
    slots = ContiguousArray(repeating: 0, count: size)
    for number in 0..<count { slots[slot(of: entry(number).key)] = UInt32(number + 1) }
  }
}
