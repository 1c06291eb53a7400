/// Hashes of ids, 11 to 22 bytes each, of which the newest can be taken back.
package struct KeySet {
  /// Hashes at the places that follow from them; 0 where there is none.
  private var slots = ContiguousArray<UInt64>(repeating: 0, count: 1 << 10)
  private var count = 0

  /// Begins with none.
  package init() {}

  /// Makes room, so that what is put in next can be taken back.
  ///
  /// - Parameter more: How many hashes will be put in.
  package mutating func reserve(_ more: Int) {
    var size = slots.count
    while 4 * (count + more) > 3 * size { size *= 2 }
    if size == slots.count { return }
    let old = slots
    slots = ContiguousArray(repeating: 0, count: size)
    for key in old where key != 0 { slots[slot(of: key)] = key }
  }

  /// Puts a hash in, for which there must be room.
  ///
  /// - Parameter key: The hash.
  /// - Returns: Whether it was not there before.
  package mutating func insert(_ key: UInt64) -> Bool {
    let key = max(key, 1)
    let slot = slot(of: key)
    if slots[slot] != 0 { return false }
    slots[slot] = key
    count += 1
    return true
  }

  /// Takes the newest hash back.
  ///
  /// Nothing was placed behind it on its account, so that its place can simply be cleared.
  ///
  /// - Parameter key: What was put in last and is still there, and since the last `reserve`.
  package mutating func takeBack(_ key: UInt64) {
    slots[slot(of: max(key, 1))] = 0
    count -= 1
  }

  /// Whether a hash was put in.
  ///
  /// - Parameter key: The hash.
  /// - Returns: True where it is there.
  package func contains(_ key: UInt64) -> Bool { slots[slot(of: max(key, 1))] != 0 }

  /// The place of a hash, or the free one where it belongs.
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
