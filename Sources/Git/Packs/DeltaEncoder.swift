/// Finds the difference of small objects from a base that they share: what to copy from it, and what to insert.
///
/// The source of the form is git's `gitformat-pack`. It is as greedy as it can be: objects of one kind that follow each
/// other in a stream have the same lines in the same order.
struct DeltaEncoder {
  /// A base, or what differs from it, is not larger.
  static let largest = 1 << 12

  /// A shorter match costs as much as it saves.
  private static let shortest = 6
  /// What is looked up of a match.
  private static let probe = 4
  private static let tableBits: UInt32 = 10
  /// The longest run that one instruction inserts.
  private static let longestInsertion = 127

  /// The base.
  let base: [UInt8]
  /// Where in the base the bytes stand that a hash was made of, one more than that, or 0.
  private let places: [UInt16]

  /// Takes a base.
  ///
  /// - Parameter base: Its bytes, at most `largest`.
  init(_ base: [UInt8]) {
    self.base = base
    var places = [UInt16](repeating: 0, count: 1 << Int(DeltaEncoder.tableBits))
    base.withUnsafeBytes { bytes in
      guard bytes.count >= DeltaEncoder.probe else { return }
      // From the end, so that the first of several places is found.
      for place in (0...bytes.count - DeltaEncoder.probe).reversed() {
        places[DeltaEncoder.slot(bytes, place)] = UInt16(place + 1)
      }
    }
    self.places = places
  }

  private static func slot(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
    return Int((word &* 2_654_435_761) >> (32 - tableBits))
  }

  /// Makes the difference.
  ///
  /// - Parameter object: What the difference is to make; at most `largest` bytes.
  /// - Returns: The difference, as `ObjectDelta` reads it.
  func difference(to object: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(object.count + 16)
    DeltaEncoder.append(size: base.count, to: &output)
    DeltaEncoder.append(size: object.count, to: &output)
    object.withUnsafeBytes { object in
      base.withUnsafeBytes { base in encode(object, base, &output) }
    }
    return output
  }

  private func encode(
    _ object: UnsafeRawBufferPointer, _ base: UnsafeRawBufferPointer, _ output: inout [UInt8]
  ) {
    var inserted = 0
    var next = 0
    // Lines keep their order: behind a match, and what differs, the base most likely goes on.
    var expected = 0
    while next + DeltaEncoder.probe <= object.count {
      var from = expected
      var match = DeltaEncoder.match(object, next, base, from)
      let known = Int(places[DeltaEncoder.slot(object, next)]) - 1
      if match < DeltaEncoder.shortest, known >= 0 {
        from = known
        match = DeltaEncoder.match(object, next, base, known)
      }
      guard match >= DeltaEncoder.shortest else {
        next += 1
        expected = min(expected + 1, base.count)
        continue
      }
      var back = 0
      while next - back > inserted, from - back > 0,
        object[next - back - 1] == base[from - back - 1]
      { back += 1 }
      DeltaEncoder.insert(object[inserted..<next - back], &output)
      DeltaEncoder.copy(from - back, match + back, &output)
      next += match
      expected = from + match
      inserted = next
    }
    DeltaEncoder.insert(object[inserted...], &output)
  }

  /// How many bytes are the same from two places on.
  private static func match(
    _ object: UnsafeRawBufferPointer, _ next: Int, _ base: UnsafeRawBufferPointer, _ place: Int
  ) -> Int {
    let most = min(object.count - next, base.count - place)
    var count = 0
    while count < most, object[next + count] == base[place + count] { count += 1 }
    return count
  }

  private static func insert(_ bytes: Slice<UnsafeRawBufferPointer>, _ output: inout [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(longestInsertion)
      output.append(UInt8(part.count))
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: part))
      rest = rest[part.endIndex...]
    }
  }

  /// Appends an instruction: a bit for each byte of offset and size that is not zero, then those bytes.
  private static func copy(_ offset: Int, _ count: Int, _ output: inout [UInt8]) {
    let start = output.count
    output.append(0x80)
    for (bit, value) in [offset, offset >> 8, count, count >> 8].enumerated()
    where value & 0xFF != 0 {
      output[start] |= 1 << (bit < 2 ? bit : bit + 2)
      output.append(UInt8(value & 0xFF))
    }
  }

  private static func append(size: Int, to output: inout [UInt8]) {
    var rest = size
    while rest > 0x7F {
      output.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(rest))
  }
}
