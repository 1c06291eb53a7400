/// Which objects a pack holds, and which of them are large.
struct PackContents {
  /// The objects in order of their names.
  let ids: [ObjectID]
  /// Whether each is so large that making it smaller is worth the time that writing and reading it take then; nil where
  /// only its content tells.
  let isLarge: [Bool?]

  /// The size of the object itself, in bytes.
  static let large = 400

  /// Takes objects that are in no pack.
  ///
  /// - Parameter loose: Their names.
  init(loose: [ObjectID]) {
    ids = loose.sorted()
    isLarge = loose.map { _ in nil }
  }

  /// Reads the index of a pack.
  ///
  /// The format is that of `gitformat-pack`, version 2.
  ///
  /// - Parameters:
  ///   - name: The pack's name.
  ///   - folder: The folder of packs.
  ///   - sizes: Whether it is wanted which of the objects are large, for which the pack is read, too.
  /// - Throws: `malformed` for what is no such index; `system`.
  init(of name: String, in folder: WritableFolder, sizes: Bool = true) throws(GitError) {
    let path = folder.path(of: name + ".idx")
    let index = try PackContents.file(path)
    let bytes = try index.bytes(at: 0, count: index.count)
    let header = 8 + 256 * 4
    guard bytes.count >= header + 40, bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else {
      throw .malformed(what: path, reason: "it is no pack index of version 2")
    }
    let count = PackContents.number(bytes, at: header - 4)
    let rest = bytes.count - header - 40
    guard count <= rest / 28, (rest - 28 * count).isMultiple(of: 8) else {
      throw .malformed(what: path, reason: "its size and its count disagree")
    }
    ids = bytes.withUnsafeBytes { buffer in
      (0..<count).compactMap { index in
        buffer.baseAddress.map { ObjectID(raw: $0 + header + index * ObjectID.byteCount) }
      }
    }
    guard sizes else {
      isLarge = ids.map { _ in nil }
      return
    }
    let offsets = header + 24 * count
    let largeOffsets = (rest - 28 * count) / 8
    let entries = Entries(file: try PackContents.file(folder.path(of: name + ".pack")))
    var places: [(offset: Int, index: Int)] = []
    places.reserveCapacity(count)
    for index in 0..<count {
      var offset = PackContents.number(bytes, at: offsets + 4 * index)
      if offset >= 1 << 31 {
        let place = offset - (1 << 31)
        guard place < largeOffsets else {
          throw .malformed(what: path, reason: "an offset is not there")
        }
        let start = offsets + 4 * count + 8 * place
        offset =
          (PackContents.number(bytes, at: start) & 0x7FFF_FFFF) << 32
          | PackContents.number(bytes, at: start + 4)
      }
      places.append((offset, index))
    }
    places.sort { $0.offset < $1.offset }
    var isLarge = [Bool?](repeating: nil, count: count)
    for place in places { isLarge[place.index] = try entries.isLarge(at: place.offset) }
    self.isLarge = isLarge
  }

  /// Reads the headers of a pack's entries.
  private struct Entries: ~Copyable {
    let file: ReadableFile

    /// Whether an entry's object is large; nil for a difference, whose size says nothing of the object.
    func isLarge(at offset: Int) throws(GitError) -> Bool? {
      let header = try file.bytes(at: offset, count: 2)
      guard let first = header.first, let second = header.last else { return nil }
      if first >> 4 & 7 >= 6 { return nil }
      // Four bits of the size, then seven; a third byte makes it 2,048 or more.
      if first & 0x80 == 0 { return false }
      return second & 0x80 != 0 || Int(first & 15) | Int(second) << 4 >= PackContents.large
    }
  }

  private static func file(_ path: String) throws(GitError) -> ReadableFile {
    do throws(ReadableFile.Obstacle) {
      return try ReadableFile(path)
    } catch {
      switch error {
      case .missing: throw .malformed(what: path, reason: "it is not there")
      case .unfit(let reason): throw .malformed(what: path, reason: "it \(reason)")
      case .failed(let error): throw error
      }
    }
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8
      | Int(bytes[offset + 3])
  }
}
