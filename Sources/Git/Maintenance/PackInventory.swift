/// The objects of several packs together, and of loose ones, each once: 32 bytes or less for each.
struct PackInventory {
  /// The objects in order of their names.
  private(set) var ids: [ObjectID] = []
  /// For each pack, and behind them for the loose objects, where they stand in `ids`.
  private(set) var members: [[UInt32]] = []
  /// Where the names begin that have the same first two bytes, and behind them how many there are.
  private var starts: [UInt32] = []

  /// Reads the indexes of packs.
  ///
  /// - Parameters:
  ///   - packs: The packs.
  ///   - folder: The folder of packs.
  ///   - loose: What is to be packed beside them.
  /// - Throws: `malformed`, also where a pack is gone; `system`.
  init(
    of packs: [PackFile], in folder: WritableFolder, and loose: [ObjectID]
  ) throws(GitError) {
    var indexes: [PackIndexFile] = []
    for pack in packs {
      indexes.append(try PackInventory.index(of: pack.name, in: folder))
    }
    ids.reserveCapacity(indexes.reduce(loose.count) { $0 + $1.count })
    for index in indexes {
      for place in 0..<index.count { ids.append(index.name(at: place)) }
      index.giveBack()
    }
    ids += loose
    ids.sort()
    var last: ObjectID?
    ids.removeAll { id in
      defer { last = id }
      return id == last
    }
    starts = [UInt32](repeating: 0, count: 1 << 16 + 1)
    for id in ids { starts[PackInventory.beginning(of: id) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    for index in indexes {
      members.append(places(of: index))
      index.giveBack()
    }
    members.append(loose.compactMap(place))
  }

  /// Finds the objects of one more pack.
  ///
  /// - Parameters:
  ///   - name: The pack's name.
  ///   - folder: The folder of packs.
  /// - Returns: Where those of them stand in `ids` that are there.
  /// - Throws: `malformed`, `system`.
  func places(ofPack name: String, in folder: WritableFolder) throws(GitError) -> [UInt32] {
    places(of: try PackInventory.index(of: name, in: folder))
  }

  /// Finds an object.
  ///
  /// - Parameter id: Its name.
  /// - Returns: Where it stands in `ids`; nil where none of the packs holds it.
  func place(of id: ObjectID) -> UInt32? {
    let beginning = PackInventory.beginning(of: id)
    var low = starts[beginning]
    let end = starts[beginning + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if ids[Int(middle)] < id { low = middle + 1 } else { high = middle }
    }
    return low < end && ids[Int(low)] == id ? low : nil
  }

  private func places(of index: PackIndexFile) -> [UInt32] {
    (0..<index.count).compactMap { place(of: index.name(at: $0)) }
  }

  private static func beginning(of id: ObjectID) -> Int { Int(id.leading >> 48) }

  private static func index(
    of name: String, in folder: WritableFolder
  ) throws(GitError) -> PackIndexFile {
    let path = folder.path(of: name + ".idx")
    let file: ReadableFile
    do throws(ReadableFile.Obstacle) {
      file = try ReadableFile(path)
    } catch {
      switch error {
      case .missing: throw .malformed(what: path, reason: "it is not there")
      case .unfit(let reason): throw .malformed(what: path, reason: "it \(reason)")
      case .failed(let error): throw error
      }
    }
    // Its pages are given back when it has been read through.
    let mapped = try MappedFile(file, ResidentPages(bytes: file.count))
    do throws(PackFailure) {
      return try PackIndexFile(mapped)
    } catch {
      guard case .damaged(let reason) = error else {
        throw .malformed(what: path, reason: "it cannot be read")
      }
      throw .malformed(what: path, reason: reason)
    }
  }
}
