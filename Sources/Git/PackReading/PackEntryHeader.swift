/// What stands before the compressed bytes of an entry in a pack.
struct PackEntryHeader {
  /// How the entry holds its object.
  enum Form {
    case whole(ObjectKind)
    /// As a difference to the entry that begins at an offset.
    case offsetDelta(base: Int)
    /// As a difference to another object of the same pack.
    case namedDelta(base: ObjectID)
  }

  let form: Form
  /// The size of the inflated bytes: of the object, or of the difference.
  let size: Int
  /// Where the compressed bytes begin.
  let content: Int

  /// Reads a header.
  ///
  /// - Parameters:
  ///   - bytes: The pack without the checksum at its end.
  ///   - offset: Where the entry begins.
  /// - Throws: `damaged`.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(PackFailure) {
    // Twelve bytes of every pack are its own header.
    guard offset >= 12, offset < bytes.count else {
      throw .damaged("its index points outside the pack")
    }
    var position = offset
    var byte = bytes[position]
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      position += 1
      guard position < bytes.count, shift < 60 else { throw .damaged("an entry has no size") }
      byte = bytes[position]
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    guard size >= 0 else { throw .damaged("an entry has no size") }
    position += 1
    switch type {
    case 6:
      form = .offsetDelta(base: try PackEntryHeader.base(bytes, &position, of: offset))
    case 7:
      guard let start = bytes.baseAddress, bytes.count - position >= ObjectID.byteCount else {
        throw .damaged("an entry is cut short")
      }
      form = .namedDelta(base: ObjectID(raw: start + position))
      position += ObjectID.byteCount
    default:
      guard let kind = ObjectKind(rawValue: type) else { throw .damaged("an entry has no kind") }
      form = .whole(kind)
    }
    guard position < bytes.count else { throw .damaged("an entry is cut short") }
    self.size = size
    content = position
  }

  /// Reads how far before an entry its base begins.
  private static func base(
    _ bytes: UnsafeRawBufferPointer, _ position: inout Int, of offset: Int
  ) throws(PackFailure) -> Int {
    var distance = 0
    var byte: UInt8 = 0x80
    while byte & 0x80 != 0 {
      // The distance stays below the offset, so it cannot overflow.
      guard position < bytes.count, distance < offset else {
        throw .damaged("an entry's base is outside the pack")
      }
      byte = bytes[position]
      distance = distance << 7 + Int(byte & 0x7F)
      if byte & 0x80 != 0 { distance += 1 }
      position += 1
    }
    guard distance > 0, offset - distance >= 12 else {
      throw .damaged("an entry's base is outside the pack")
    }
    return offset - distance
  }
}
