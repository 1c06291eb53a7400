/// What the index of a pack says: which objects the pack holds, and how much room each takes in it.
struct PackContents {
  /// The objects in order of their names.
  let ids: [ObjectID]
  /// Whether each takes so much room that storing it as a difference from another is worth the time.
  let isLarge: [Bool]

  /// In the pack, compressed: about what a small event takes altogether.
  private static let large = 400

  /// Takes objects that are in no pack.
  ///
  /// - Parameter loose: Their names with the sizes of their files.
  init(loose: [(id: ObjectID, bytes: Int)]) {
    let sorted = loose.sorted { $0.id < $1.id }
    ids = sorted.map(\.id)
    isLarge = sorted.map { $0.bytes >= PackContents.large }
  }

  /// Reads the index of a pack.
  ///
  /// The format is that of `gitformat-pack`, version 2.
  ///
  /// - Parameters:
  ///   - pack: The pack.
  ///   - folder: The folder of packs.
  /// - Throws: `malformed` for what is no such index; `system`.
  init(of pack: PackFile, in folder: WritableFolder) throws(GitError) {
    let path = folder.path(of: pack.name + ".idx")
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
    let offsets = header + 24 * count
    let largeOffsets = (rest - 28 * count) / 8
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
    var isLarge = [Bool](repeating: false, count: count)
    let kinds = Kinds(file: try PackContents.file(folder.path(of: pack.name + ".pack")))
    for (number, place) in places.enumerated() {
      let end = number + 1 < count ? places[number + 1].offset : pack.bytes - 20
      // How large a difference is says nothing of the object.
      let isLargeHere = end - place.offset >= PackContents.large
      isLarge[place.index] = isLargeHere ? true : try kinds.isDelta(at: place.offset)
    }
    self.isLarge = isLarge
  }

  /// Reads of a pack what kind its entries are.
  private struct Kinds: ~Copyable {
    let file: ReadableFile

    /// Whether an entry is stored as a difference from another: the kinds 6 and 7.
    func isDelta(at offset: Int) throws(GitError) -> Bool {
      let first = try file.bytes(at: offset, count: 1).first ?? 0
      return first >> 4 & 7 >= 6
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
