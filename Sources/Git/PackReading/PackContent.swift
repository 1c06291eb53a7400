/// The bytes of one pack, from which objects are read at the offsets that its index gives.
///
/// The source is git's `gitformat-pack`. Nothing in a pack is believed: each step checks its bounds, and what is
/// allocated is limited by what the caller takes.
final class PackContent: Sendable {
  /// git makes no longer chains of differences (`pack.depth`).
  private static let deepest = 4095
  /// The largest base of a difference that is read for the sake of a smaller object.
  private static let largestBase = 128 << 20

  private let file: MappedFile
  private let index: PackIndexFile
  private let tools: PackTools
  /// The pack's number, which no other pack of this process has.
  let serial: Int

  /// Takes a pack whose frame fits its index.
  ///
  /// - Parameters:
  ///   - file: The pack.
  ///   - index: Its index.
  ///   - tools: What all packs share.
  /// - Throws: `damaged` where pack and index do not belong together.
  init(_ file: MappedFile, _ index: PackIndexFile, _ tools: PackTools) throws(PackFailure) {
    let bytes = file.bytes
    guard bytes.count >= 12 + ObjectID.byteCount, bytes.starts(with: "PACK".utf8) else {
      throw .damaged("it is not a pack, or cut short")
    }
    let version = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self).bigEndian
    let count = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).bigEndian
    guard version == 2 || version == 3 else { throw .damaged("its version is not known") }
    guard Int(count) == index.count,
      bytes.suffix(ObjectID.byteCount).elementsEqual(index.packChecksum)
    else { throw .damaged("it is not the pack that its index was made for") }
    self.file = file
    self.index = index
    self.tools = tools
    serial = tools.nextSerial()
  }

  /// The pack without its checksum.
  private var entries: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[..<(file.bytes.count - ObjectID.byteCount)])
  }

  /// Reads the object that begins at an offset, and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - offset: Where its entry begins.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object.
  /// - Throws: `damaged`, `oversized`, `failed`.
  func object(_ id: ObjectID, at offset: Int, limit: Int) throws(PackFailure) -> GitObject {
    let header = try PackEntryHeader(entries, at: offset)
    guard case .whole(let kind) = header.form else {
      if let object = try smallObject(id, header, limit: limit) { return object }
      let object = try object(header, at: offset, limit: limit)
      guard ReadHash.id(of: object.kind, object.bytes) == id else { throw PackContent.misnamed }
      // How far the entry reaches could be told, but a neighbour of a difference is seldom the next that is asked for.
      return GitObject(id: id, kind: object.kind, bytes: object.bytes)
    }
    guard header.size <= limit else { throw .oversized(bytes: header.size) }
    guard header.size <= Workbench.largest else {
      let bytes = try inflate(header)
      guard ReadHash.id(of: kind, bytes) == id else { throw PackContent.misnamed }
      return GitObject(id: id, kind: kind, bytes: bytes)
    }
    let bench = try workbench()
    let end = try inflate(header, on: bench)
    guard bench.id(of: kind, size: header.size) == id else { throw PackContent.misnamed }
    return GitObject(
      id: id, kind: kind, bytes: [UInt8](bench.content(header.size)),
      neighbour: ObjectPlace(pack: serial, offset: end))
  }

  /// Reads an object where it is thought to lie.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - kind: Its kind, which spares reading what is of another.
  ///   - offset: Where an entry may begin.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: Nil where it lies elsewhere, whatever lies here.
  func object(_ id: ObjectID, _ kind: ObjectKind, guessedAt offset: Int, limit: Int) -> GitObject? {
    guard let header = try? PackEntryHeader(entries, at: offset) else { return nil }
    if case .whole(let found) = header.form, found != kind { return nil }
    return try? object(id, at: offset, limit: limit)
  }

  private static let largeBase = PackFailure.damaged("an entry's base is too large")
  private static let misnamed = PackFailure.damaged("its bytes have another name")

  /// Reads an object that is stored as a difference, on the bench.
  ///
  /// - Returns: Nil where it has no room there.
  private func smallObject(
    _ id: ObjectID, _ header: PackEntryHeader, limit: Int
  ) throws(PackFailure) -> GitObject? {
    guard header.size <= Workbench.largest else { return nil }
    let bench = try workbench()
    let input = UnsafeRawBufferPointer(rebasing: entries[header.content...])
    guard let (code, used) = bench.difference(input, size: header.size) else {
      throw .damaged("an entry does not inflate to its size")
    }
    let end = header.content + used
    file.note(header.content..<end)
    let delta = try ObjectDelta(code)
    let size = delta.resultSize
    guard size <= limit else { throw .oversized(bytes: size) }
    guard size <= Workbench.largest else { return nil }
    let kind = try make(delta, on: bench.place(for: size), at: base(of: header))
    guard bench.id(of: kind, size: size) == id else { throw PackContent.misnamed }
    return GitObject(
      id: id, kind: kind, bytes: [UInt8](bench.content(size)),
      neighbour: ObjectPlace(pack: serial, offset: end))
  }

  /// Makes an object of the entry that it differs from.
  ///
  /// - Returns: Its kind.
  private func make(
    _ delta: ObjectDelta, on place: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(PackFailure) -> ObjectKind {
    let header = try PackEntryHeader(entries, at: offset)
    let input = UnsafeRawBufferPointer(rebasing: entries[header.content...])
    // As `maintain` stores a base it can be used where it lies.
    if case .whole(let kind) = header.form, let stored = StoredStream(input, size: header.size) {
      file.note(header.content..<header.content + stored.count)
      try delta.apply(to: stored.content, into: place)
      return kind
    }
    let base = try base(header, at: offset)
    try base.bytes.withBytes { (bytes) throws(PackFailure) in
      try delta.apply(to: bytes, into: place)
    }
    return base.kind
  }

  /// The object of an entry that others are differences to.
  private func base(
    _ header: PackEntryHeader, at offset: Int
  ) throws(PackFailure) -> DeltaBases.Base {
    if let kept = tools.bases.base(at: .init(pack: serial, offset: offset)) { return kept }
    do throws(PackFailure) {
      return try object(header, at: offset, limit: PackContent.largestBase)
    } catch {
      guard case .oversized = error else { throw error }
      throw PackContent.largeBase
    }
  }

  /// Follows differences down to a whole object, and applies them on the way back.
  private func object(
    _ top: PackEntryHeader, at offset: Int, limit: Int
  ) throws(PackFailure) -> DeltaBases.Base {
    let largest = max(limit, PackContent.largestBase)
    // Differences that are still to be applied, the last one first; only places, since all of them may be large.
    var waiting: [(header: PackEntryHeader, offset: Int)] = []
    var header = top
    var place = offset
    var base: DeltaBases.Base?
    while base == nil {
      if let kept = tools.bases.base(at: .init(pack: serial, offset: place)) {
        base = kept
        break
      }
      if case .whole(let kind) = header.form {
        guard header.size <= largest else { throw PackContent.largeBase }
        let whole = DeltaBases.Base(kind: kind, bytes: try inflate(header))
        tools.bases.keep(whole, at: .init(pack: serial, offset: place))
        base = whole
        break
      }
      // A difference that is larger than what it makes is none that git writes.
      guard header.size / 2 <= largest else { throw .damaged("a difference is too large") }
      waiting.append((header, place))
      guard waiting.count <= PackContent.deepest else {
        throw .damaged("an entry's bases do not end")
      }
      place = try self.base(of: header)
      header = try PackEntryHeader(entries, at: place)
    }
    guard var object = base else { throw .damaged("an entry has no base") }
    while let (header, place) = waiting.popLast() {
      object = DeltaBases.Base(
        kind: object.kind,
        bytes: try apply(
          inflate(header), to: object.bytes, limit: waiting.isEmpty ? limit : nil))
      tools.bases.keep(object, at: .init(pack: serial, offset: place))
    }
    guard object.bytes.count <= limit else { throw .oversized(bytes: object.bytes.count) }
    return object
  }

  /// Makes an object, or (without a limit) one that another difference is to.
  private func apply(
    _ difference: [UInt8], to base: [UInt8], limit: Int?
  ) throws(PackFailure) -> [UInt8] {
    try difference.withBytes { (bytes) throws(PackFailure) in
      let delta = try ObjectDelta(bytes)
      if let limit, delta.resultSize > limit { throw .oversized(bytes: delta.resultSize) }
      guard delta.resultSize <= max(limit ?? 0, PackContent.largestBase) else {
        throw PackContent.largeBase
      }
      return try delta.apply(to: base)
    }
  }

  /// Where the base of a difference begins; a base that is named is in the same pack.
  private func base(of header: PackEntryHeader) throws(PackFailure) -> Int {
    switch header.form {
    case .offsetDelta(let base): return base
    case .namedDelta(let name):
      guard let base = try index.offset(of: name) else {
        throw .damaged("an entry's base is not in the pack")
      }
      return base
    case .whole: throw .damaged("an entry has no base")
    }
  }

  /// Inflates what an entry holds.
  private func inflate(_ header: PackEntryHeader) throws(PackFailure) -> [UInt8] {
    let input = UnsafeRawBufferPointer(rebasing: entries[header.content...])
    // No stream inflates to more than about 1032 times its size, so what is left of the pack limits the memory.
    guard header.size / 1040 <= input.count else { throw .damaged("an entry has a wrong size") }
    let bench = try workbench()
    var used: Int?
    let bytes = [UInt8](unsafeUninitializedCapacity: header.size) { output, count in
      used = bench.inflate(
        input,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(output)[..<header.size]))
      count = used == nil ? 0 : header.size
    }
    guard let used else { throw .damaged("an entry does not inflate to its size") }
    file.note(header.content..<header.content + used)
    return bytes
  }

  /// Inflates what a small entry holds onto a bench.
  ///
  /// - Returns: Where the entry ends.
  private func inflate(
    _ header: PackEntryHeader, on bench: Workbench
  ) throws(PackFailure) -> Int {
    let input = UnsafeRawBufferPointer(rebasing: entries[header.content...])
    guard let used = bench.inflate(input, size: header.size) else {
      throw .damaged("an entry does not inflate to its size")
    }
    let end = header.content + used
    file.note(header.content..<end)
    return end
  }

  private func workbench() throws(PackFailure) -> Workbench {
    do throws(GitError) { return try Workbench.ofThread() } catch { throw .failed(error) }
  }

  /// Gives the pages that were read back to the system.
  func giveBack() { file.giveBack() }
}
