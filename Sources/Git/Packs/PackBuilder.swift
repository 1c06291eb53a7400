import Crypto

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds one pack with its index, in one pass.
///
/// Objects are stored in the order in which they are added, and whole unless the caller knows a base. The source is git's
/// `gitformat-pack`. A pack must not hold an object twice, so adding one again is answered with its name alone.
package struct PackBuilder: ~Copyable {
  /// libdeflate's level for what is written now and put together later: it measures best for small JSON.
  package static let usualLevel: Int32 = 1

  /// So many bytes are held before they go to the file, where there is one.
  private static let held = 1 << 20

  /// What is not in the file yet.
  private var bytes: [UInt8]
  /// How many bytes are in the file.
  private var written = 0
  private let file: OpenFile?
  private var index = PackIndex()
  private var deflater: Deflater
  private let retainsObjects: Bool

  /// The objects as they were added, where the builder was asked to retain them.
  package private(set) var objects: [GitObject] = []

  /// Begins a pack.
  ///
  /// - Parameters:
  ///   - level: libdeflate's level.
  ///   - retainsObjects: Whether the objects are kept beside the pack, for a repository in memory.
  ///   - path: A file for what grows larger than memory should hold; without one the pack is built in memory.
  /// - Throws: `library`, `system`.
  package init(
    level: Int32 = usualLevel, retainsObjects: Bool = false, growingIn path: String? = nil
  ) throws(GitError) {
    let made = try Deflater(level: level)
    let opened = try PackBuilder.open(path)
    deflater = made
    file = opened
    self.retainsObjects = retainsObjects
    bytes = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
    if path != nil { bytes.reserveCapacity(PackBuilder.held + PackBuilder.held / 4) }
  }

  private static func open(_ path: String?) throws(GitError) -> OpenFile? {
    guard let path else { return nil }
    return try OpenFile(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o444)
  }

  /// How many objects the pack holds.
  package var count: Int { index.count }

  /// How many bytes the pack takes so far.
  package var byteCount: Int { written + bytes.count }

  /// Whether objects are taken in the form of entries, too.
  package var takesEntries: Bool { !retainsObjects }

  /// Adds an object.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - content: Its bytes.
  /// - Returns: Its name.
  /// - Throws: `library`, `system`; `malformed` where the pack would outgrow the 2 GiB that its index can address.
  @discardableResult
  package mutating func add(_ kind: ObjectKind, _ content: [UInt8]) throws(GitError) -> ObjectID {
    let id = try ObjectHasher.id(of: kind, content)
    try refuse(beyond: content.count)
    guard index.add(id, offset: UInt32(byteCount)) else { return id }
    try append(kind, content, id)
    return id
  }

  /// Adds an object that nothing in the pack can be the same as, such as the commit of an event with an id of its own.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - content: Its bytes.
  /// - Returns: Its name.
  /// - Throws: As `add` does.
  package mutating func addUnique(
    _ kind: ObjectKind, _ content: [UInt8]
  ) throws(GitError) -> ObjectID {
    let id = try ObjectHasher.id(of: kind, content)
    try refuse(beyond: content.count)
    index.addUnique(id, offset: UInt32(byteCount))
    try append(kind, content, id)
    return id
  }

  /// Adds an object that was read, and that nothing in the pack is the same as.
  ///
  /// - Parameters:
  ///   - object: The object.
  ///   - difference: What makes it of another, and where that one's entry begins; nil to store it whole.
  /// - Returns: Where its entry begins.
  /// - Throws: As `add` does.
  mutating func addKnown(
    _ object: GitObject, as difference: (bytes: [UInt8], base: Int)? = nil
  ) throws(GitError) -> Int {
    try refuse(beyond: object.bytes.count)
    let offset = byteCount
    index.addUnique(object.id, offset: UInt32(offset))
    guard let difference else {
      try append(object.kind, object.bytes, object.id)
      return offset
    }
    let start = bytes.count
    PackEntries.appendHeader(
      PackEntries.offsetDelta, size: difference.bytes.count, to: &bytes)
    PackEntries.append(distance: offset - difference.base, to: &bytes)
    try end(difference.bytes, from: start)
    return offset
  }

  /// Appends the entry of the object that was listed last.
  private mutating func append(
    _ kind: ObjectKind, _ content: [UInt8], _ id: ObjectID
  ) throws(GitError) {
    if retainsObjects { objects.append(GitObject(id: id, kind: kind, bytes: content)) }
    let start = bytes.count
    PackEntries.appendHeader(kind.rawValue, size: content.count, to: &bytes)
    try end(content, from: start)
  }

  /// Appends what an entry holds behind its header.
  private mutating func end(_ content: [UInt8], from start: Int) throws(GitError) {
    try deflater.append(content, to: &bytes)
    index.setLast(crc: Deflater.crc(of: bytes, from: start))
    if bytes.count >= PackBuilder.held { try writeOut() }
  }

  /// Adds objects that were named and compressed before; those that the pack holds already are left out.
  ///
  /// - Parameter added: The objects.
  /// - Throws: `system`; `malformed` where the pack would outgrow 2 GiB.
  package mutating func add(_ added: PackEntries) throws(GitError) {
    try refuse(beyond: added.bytes.count)
    // Entries that follow each other are copied as one.
    var start = 0
    var end = 0
    for (place, entry) in added.entries.enumerated() {
      guard index.add(entry.id, offset: UInt32(byteCount + end - start)) else {
        bytes.append(contentsOf: added.bytes[start..<end])
        start = added.end(of: place)
        end = start
        continue
      }
      index.setLast(crc: entry.crc)
      end = added.end(of: place)
    }
    bytes.append(contentsOf: added.bytes[start..<end])
    if bytes.count >= PackBuilder.held { try writeOut() }
  }

  private func refuse(beyond count: Int) throws(GitError) {
    guard byteCount + count < Int(Int32.max) else {
      throw .malformed(what: "pack", reason: "a pack is limited to 2 GiB")
    }
  }

  /// Moves what is held to the file, and lets the disk begin with it.
  private mutating func writeOut() throws(GitError) {
    guard file != nil else { return }
    try file?.write(bytes, at: written)
    file?.beginWriting(from: written, count: bytes.count)
    written += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the pack.
  ///
  /// - Returns: The pack and its index, ready to be published.
  /// - Throws: `system`.
  package consuming func finish() throws(GitError) -> Pack {
    var count: [UInt8] = []
    for shift in [24, 16, 8, 0] { count.append(UInt8(truncatingIfNeeded: index.count >> shift)) }
    guard written > 0 else {
      bytes.replaceSubrange(8..<12, with: count)
      let checksum = Array(Insecure.SHA1.hash(data: bytes))
      bytes.append(contentsOf: checksum)
      return Pack(bytes: bytes, index: index.serialized(packChecksum: checksum), checksum: checksum)
    }
    try writeOut()
    try file?.write(count, at: 8)
    let tables = Aside { [index] in index.tables }
    // The count stands at the beginning and is known at the end, so that the sum is taken of the whole.
    let checksum = try checksumOfFile()
    try file?.write(checksum, at: written)
    return Pack(
      file: file?.path, bytes: [],
      index: PackIndex.ended(tables.value(), packChecksum: checksum), checksum: checksum)
  }

  private borrowing func checksumOfFile() throws(GitError) -> [UInt8] {
    var hash = Insecure.SHA1()
    var position = 0
    while position < written {
      let block = try file?.read(at: position, count: min(PackBuilder.held, written - position))
      guard let block, !block.isEmpty else {
        throw .malformed(what: "pack", reason: "its file became shorter while it was written")
      }
      hash.update(data: block)
      position += block.count
    }
    return Array(hash.finalize())
  }
}
