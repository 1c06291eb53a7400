/// What the index of a pack says: which objects the pack holds, and how much room each takes in it.
struct PackContents {
  /// The objects in order of their names.
  let ids: [ObjectID]
  /// Whether each takes so much room that storing it as a difference from another is worth the time.
  let isLarge: [Bool]

  /// In the pack, compressed. Half of what most events take altogether.
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
    let bytes: [UInt8]
    do throws(ReadableFile.Obstacle) {
      let file = try ReadableFile(path)
      do throws(GitError) {
        bytes = try file.bytes(at: 0, count: file.count)
      } catch {
        throw .failed(error)
      }
    } catch {
      switch error {
      case .missing: throw .malformed(what: path, reason: "it is not there")
      case .unfit(let reason): throw .malformed(what: path, reason: "it \(reason)")
      case .failed(let error): throw error
      }
    }
    let header = 8 + 256 * 4
    guard bytes.count >= header + 40, bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]) else {
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
    for (number, place) in places.enumerated() {
      let end = number + 1 < count ? places[number + 1].offset : pack.bytes - 20
      isLarge[place.index] = end - place.offset >= PackContents.large
    }
    self.isLarge = isLarge
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8
      | Int(bytes[offset + 3])
  }
}
