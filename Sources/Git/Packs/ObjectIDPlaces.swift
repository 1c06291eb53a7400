/// Finds names in an array of them that somebody else holds: 4 to 8 bytes a name.
///
/// Names are hashes already, so their first bytes place them. Somebody who makes names on purpose that begin alike makes
/// it slow, which costs him more than us.
struct ObjectIDPlaces: Sendable {
  /// For each place one more than an index into the array, or 0.
  private var slots: ContiguousArray<UInt32> = []
  private var count = 0

  /// Notes the name that will be the array's next, unless the array holds it.
  ///
  /// - Parameters:
  ///   - id: The name.
  ///   - known: The names of the array, of which there are as many as were noted.
  /// - Returns: Whether the array does not hold it yet; the caller appends it then.
  @inline(__always)
  mutating func note(_ id: ObjectID, among known: (Int) -> ObjectID) -> Bool {
    if 4 * (count + 1) > 3 * slots.count { grow(known) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: id.leadingBytes) & mask
    while slots[slot] != 0 {
      if known(Int(slots[slot]) - 1) == id { return false }
      slot = (slot + 1) & mask
    }
    count += 1
    slots[slot] = UInt32(count)
    return true
  }

  private mutating func grow(_ known: (Int) -> ObjectID) {
    let mask = max(64, 2 * slots.count) - 1
    slots = ContiguousArray(repeating: 0, count: mask + 1)
    for index in 0..<count {
      var slot = Int(truncatingIfNeeded: known(index).leadingBytes) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }
}
