/// Objects in the form in which a pack holds them, apart from any pack.
///
/// Naming and compressing objects is most of the work of writing a pack, and depends on nothing but their bytes: it can
/// be done ahead, on another thread, and the entries of many such lots be put into one pack.
package struct PackEntries: Sendable {
  /// One entry.
  struct Entry {
    let id: ObjectID
    /// Where it begins among the bytes.
    let offset: Int
    let crc: UInt32
  }

  /// The entries' bytes, one after the other.
  private(set) var bytes: [UInt8] = []
  private(set) var entries: ContiguousArray<Entry> = []
  private var places = ObjectIDPlaces()
  /// Contents that are likely to come again, by their checksums.
  private var repeated: [UInt32: (content: [UInt8], id: ObjectID)] = [:]
  /// So many of them are held, and of so many bytes at most.
  private static let repeatedLimit = (count: 1024, bytes: 512)

  package init() {}

  /// How many objects there are.
  package var count: Int { entries.count }

  /// Where the entry ends that begins at a place.
  ///
  /// - Parameter index: The entry's place.
  /// - Returns: The offset of the byte behind it.
  func end(of index: Int) -> Int {
    index + 1 < entries.count ? entries[index + 1].offset : bytes.count
  }

  /// Adds an object, unless it is there already.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - content: Its bytes.
  ///   - deflater: Compresses it.
  /// - Returns: Its name.
  /// - Throws: `library`.
  @discardableResult
  package mutating func add(
    _ kind: ObjectKind, _ content: [UInt8], _ deflater: inout Deflater
  ) throws(GitError) -> ObjectID {
    let id = try ObjectHasher.id(of: kind, content)
    guard places.note(id, at: entries.count, among: { entries[$0].id }) else { return id }
    let offset = bytes.count
    PackEntries.appendHeader(kind.rawValue, size: content.count, to: &bytes)
    try deflater.append(content, to: &bytes)
    entries.append(Entry(id: id, offset: offset, crc: Deflater.crc(of: bytes, from: offset)))
    return id
  }

  /// Adds an object that is likely to have been added before: looking for its content takes less time than naming it.
  ///
  /// - Parameters:
  ///   - kind: Its kind, the same for all that are added in this way.
  ///   - content: Its bytes.
  ///   - deflater: Compresses it.
  /// - Returns: Its name.
  /// - Throws: `library`.
  package mutating func addRepeated(
    _ kind: ObjectKind, _ content: [UInt8], _ deflater: inout Deflater
  ) throws(GitError) -> ObjectID {
    if content.count > PackEntries.repeatedLimit.bytes { return try add(kind, content, &deflater) }
    let sum = Deflater.crc(of: content, from: 0)
    if let known = repeated[sum], known.content == content { return known.id }
    let id = try add(kind, content, &deflater)
    if repeated.count < PackEntries.repeatedLimit.count { repeated[sum] = (content, id) }
    return id
  }

  /// The type of an entry that is the difference from another of the same pack.
  static let offsetDelta: UInt8 = 6

  /// How far before an entry its base begins: seven bits in each byte, of which each but the last stands for one more.
  static func append(distance: Int, to bytes: inout [UInt8]) {
    var parts = [UInt8(distance & 0x7F)]
    var rest = distance >> 7
    while rest > 0 {
      rest -= 1
      parts.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(contentsOf: parts.reversed())
  }

  /// The type and size of an entry: four bits of size in the first byte, seven in each that follows.
  static func appendHeader(_ type: UInt8, size: Int, to bytes: inout [UInt8]) {
    var rest = size >> 4
    var byte = type << 4 | UInt8(size & 15)
    while rest > 0 {
      bytes.append(byte | 0x80)
      byte = UInt8(rest & 0x7F)
      rest >>= 7
    }
    bytes.append(byte)
  }
}
