import GitEvents

/// A number that stands for an event's id: eight bytes are enough to see which ids could be there twice.
enum EventIDMark {
  /// The number of an id, which nobody can foresee: it is another in every process.
  ///
  /// - Parameter id: The id.
  /// - Returns: The number.
  static func mark(of id: EventID) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(id)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// Finds the numbers that are there more than once.
  ///
  /// - Parameter marks: The numbers, which are put in order.
  /// - Returns: Those numbers.
  static func repeated(in marks: inout [UInt64]) -> Set<UInt64> {
    marks.sort()
    var found: Set<UInt64> = []
    for index in marks.indices.dropFirst() where marks[index] == marks[index - 1] {
      found.insert(marks[index])
    }
    return found
  }
}
