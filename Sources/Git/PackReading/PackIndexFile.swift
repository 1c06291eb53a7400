/// The index of a pack as it lies on disk: where in the pack each object begins.
///
/// The source is git's `gitformat-pack`; versions 1 and 2 are read. Nothing here is believed for long: an object that is
/// found at the place that the index names is hashed before anyone sees it.
final class PackIndexFile: Sendable {
  private static let fanOutSize = 256 * 4

  private let file: MappedFile
  /// How many objects it names.
  let count: Int
  /// Where the fan-out table begins.
  private let fanOut: Int
  /// Where the first name stands, and how far it is from one to the next.
  private let names: Int
  private let stride: Int
  /// Where the offsets stand, and how far it is from one to the next.
  private let offsets: Int
  /// Where the eight-byte offsets stand that the others point to, and how many they are.
  private let largeOffsets: Int
  private let largeCount: Int

  /// Reads the frame of an index.
  ///
  /// - Parameter file: The file.
  /// - Throws: `damaged` where its size does not fit what it says.
  init(_ file: MappedFile) throws(PackFailure) {
    self.file = file
    let bytes = file.bytes
    let trailer = 2 * ObjectID.byteCount
    let isSecond = bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63])
    fanOut = isSecond ? 8 : 0
    guard bytes.count >= fanOut + PackIndexFile.fanOutSize + trailer else {
      throw .damaged("its index is cut short")
    }
    if isSecond, PackIndexFile.number(bytes, at: 4) != 2 {
      throw .damaged("its index has a version that is not known")
    }
    count = PackIndexFile.number(bytes, at: fanOut + 255 * 4)
    let table = fanOut + PackIndexFile.fanOutSize
    // Four billion entries of 28 bytes are far below what an Int holds.
    let least = table + trailer + count * (isSecond ? 28 : 24)
    let rest = bytes.count - least
    guard rest >= 0, isSecond ? rest % 8 == 0 : rest == 0 else {
      throw .damaged("its index does not have the size that it should have")
    }
    names = isSecond ? table : table + 4
    stride = isSecond ? ObjectID.byteCount : 24
    offsets = isSecond ? table + count * 24 : table
    largeOffsets = table + count * 28
    largeCount = isSecond ? rest / 8 : 0
  }

  /// The checksum that the pack itself ends with.
  var packChecksum: UnsafeRawBufferPointer {
    let end = file.bytes.count - ObjectID.byteCount
    return UnsafeRawBufferPointer(rebasing: file.bytes[end - ObjectID.byteCount..<end])
  }

  /// Finds where an object begins in the pack.
  ///
  /// - Parameter id: Its name.
  /// - Returns: The offset, of which nothing is promised; nil where the index does not name the object.
  /// - Throws: `damaged`.
  func offset(of id: ObjectID) throws(PackFailure) -> Int? {
    let found = try place(of: id)
    return found.isThere ? try offset(at: found.place) : nil
  }

  /// The place of a name, or where the index does not name the object, that of the first name behind it.
  ///
  /// Names are spread evenly, so the distance to a name can be told from how far its first bytes are from those at hand:
  /// two or three looks are enough, each at memory that nobody has looked at lately. A forged index may be spread as it
  /// likes, so after a few the range is halved.
  private func place(of id: ObjectID) throws(PackFailure) -> (place: Int, isThere: Bool) {
    let first = Int(id.byte(at: 0))
    var low = first == 0 ? 0 : fanOutEntry(first - 1)
    var high = fanOutEntry(first)
    guard low <= high, high <= count else { throw .damaged("its index is not in order") }
    let size = UInt64(high - low)
    var place = low + Int((id.leading << 8).multipliedFullWidth(by: size).high)
    var looks = 0
    while low < high {
      let leading = leading(at: place)
      if leading == id.leading {
        let name = name(at: place)
        if name == id { return (place, true) }
        if name < id { low = place + 1 } else { high = place }
      } else if leading < id.leading {
        low = place + 1
      } else {
        high = place
      }
      looks += 1
      if looks > 24 {
        place = low + (high - low) / 2
      } else if leading < id.leading {
        let step = (id.leading &- leading) << 8
        place = min(place + max(1, Int(step.multipliedFullWidth(by: size).high)), high - 1)
      } else {
        let step = (leading &- id.leading) << 8
        place = max(place - max(1, Int(step.multipliedFullWidth(by: size).high)), low)
      }
      // Names that begin alike are passed one by one, and never beyond what is left.
      place = min(max(place, low), max(low, high - 1))
    }
    return (low, false)
  }

  /// Collects the names that begin with some digits.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: At most so many.
  /// - Returns: The names, in order.
  /// - Throws: `damaged`.
  func names(beginningWith prefix: [UInt8], limit: Int) throws(PackFailure) -> [ObjectID] {
    let padding = [UInt8](
      repeating: UInt8(ascii: "0"), count: 2 * ObjectID.byteCount - prefix.count)
    guard let first = ObjectID(hex: prefix + padding) else { return [] }
    var found: [ObjectID] = []
    var place = try place(of: first).place
    while place < count, found.count < limit {
      let name = name(at: place)
      guard name.hexBytes.starts(with: prefix) else { break }
      found.append(name)
      place += 1
    }
    return found
  }

  /// The first eight bytes of a name.
  private func leading(at place: Int) -> UInt64 {
    file.bytes.loadUnaligned(fromByteOffset: names + place * stride, as: UInt64.self).bigEndian
  }

  private func fanOutEntry(_ index: Int) -> Int {
    PackIndexFile.number(file.bytes, at: fanOut + 4 * index)
  }

  /// One of the names.
  ///
  /// - Parameter place: Its place in their order, below `count`.
  /// - Returns: The name.
  func name(at place: Int) -> ObjectID {
    let start = names + place * stride
    file.note(start..<start + ObjectID.byteCount)
    // The frame was checked, so the buffer is not empty and has an address.
    return file.bytes.baseAddress.map { ObjectID(raw: $0 + start) } ?? .zero
  }

  private func offset(at place: Int) throws(PackFailure) -> Int {
    // Version 1 has the offset before each name, version 2 all of them in a table.
    let start = offsets + place * (fanOut > 0 ? 4 : stride)
    file.note(start..<start + 4)
    let offset = PackIndexFile.number(file.bytes, at: start)
    guard fanOut > 0, offset & 0x8000_0000 != 0 else { return offset }
    let index = offset & 0x7FFF_FFFF
    guard index < largeCount else { throw .damaged("its index points outside itself") }
    let large = file.bytes.loadUnaligned(
      fromByteOffset: largeOffsets + 8 * index, as: UInt64.self
    ).bigEndian
    guard let offset = Int(exactly: large) else {
      throw .damaged("its index points outside the pack")
    }
    return offset
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).bigEndian)
  }

  /// Gives the pages that were read back to the system.
  func giveBack() { file.giveBack() }
}
