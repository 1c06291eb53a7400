/// Brings the members of objects into the order of their names.
///
/// It holds the records of all open objects, the innermost object's last.
struct JSONMemberOrder {
  private var records: [JSONMemberRecord] = []
  private var scratch: [UInt8] = []

  /// The number of records.
  var count: Int { records.count }

  /// Adds the record of a member whose value is still to come.
  ///
  /// - Parameters:
  ///   - record: The member's record.
  ///   - first: Where its object's first record is.
  ///   - output: What the record points into.
  /// - Returns: Whether its name comes after that of the member before it.
  mutating func append(
    _ record: JSONMemberRecord, after first: Int, in output: [UInt8]
  ) -> Bool {
    let follows =
      records.count == first || records[records.count - 1].compared(to: record, in: output) < 0
    records.append(record)
    return follows
  }

  /// Notes where the last member ends.
  mutating func endLast(at end: Int) { records[records.count - 1].end = end }

  /// Forgets the members of an object.
  mutating func removeAll(from first: Int) { records.removeSubrange(first...) }

  /// Rearranges the members of the object at the end of the output.
  ///
  /// - Parameters:
  ///   - first: Where the object's first record is.
  ///   - depth: The number of open containers, the object included.
  ///   - output: What ends in the object's last member.
  /// - Throws: ``JSONError/Reason/duplicateName`` for the first name that was there before.
  mutating func sort(from first: Int, depth: Int, in output: inout [UInt8]) throws(JSONError) {
    let start = records[first].range.lowerBound
    sortRecords(from: first, in: output)
    try refuseDuplicates(from: first, in: output)
    scratch.removeAll(keepingCapacity: true)
    for index in first..<records.count {
      if index > first {
        scratch.append(UInt8(ascii: ","))
        JSONIndentation.append(depth: depth, to: &scratch)
      }
      scratch.append(contentsOf: output[records[index].range])
    }
    output.removeSubrange(start...)
    output.append(contentsOf: scratch)
  }

  private mutating func sortRecords(from first: Int, in output: [UInt8]) {
    if records.count - first > 16 {
      records[first...].sort { left, right in
        let order = left.compared(to: right, in: output)
        return order < 0 || order == 0 && left.offset < right.offset
      }
      return
    }
    for index in first + 1..<records.count {
      let record = records[index]
      var place = index
      while place > first, records[place - 1].compared(to: record, in: output) > 0 {
        records[place] = records[place - 1]
        place -= 1
      }
      records[place] = record
    }
  }

  private func refuseDuplicates(from first: Int, in output: [UInt8]) throws(JSONError) {
    var duplicate: Int?
    for index in first + 1..<records.count {
      let record = records[index]
      if records[index - 1].compared(to: record, in: output) == 0 {
        duplicate = min(duplicate ?? record.offset, record.offset)
      }
    }
    if let duplicate { throw JSONError(offset: duplicate, reason: .duplicateName) }
  }
}
