/// The objects of several packs together, each once.
struct PackInventory {
  /// The objects in order of their names.
  private(set) var ids: [ObjectID] = []
  /// Whether each is large; nil where only its content tells.
  private(set) var isLarge: [Bool?] = []
  /// For each pack, and behind them for the loose objects, where they stand in `ids`.
  private(set) var members: [[UInt32]] = []

  /// Reads the indexes of packs.
  ///
  /// - Parameters:
  ///   - packs: The packs.
  ///   - folder: The folder of packs.
  ///   - loose: What is to be packed beside them.
  /// - Throws: `malformed`, `system`.
  init(
    of packs: [PackFile], in folder: WritableFolder, and loose: PackContents
  ) throws(GitError) {
    var contents: [PackContents] = []
    for pack in packs { contents.append(try PackContents(of: pack.name, in: folder)) }
    contents.append(loose)
    ids.reserveCapacity(contents.reduce(0) { $0 + $1.ids.count })
    for content in contents { ids += content.ids }
    ids.sort()
    var last: ObjectID?
    ids.removeAll { id in
      defer { last = id }
      return id == last
    }
    isLarge = [Bool?](repeating: nil, count: ids.count)
    for content in contents {
      var places: [UInt32] = []
      places.reserveCapacity(content.ids.count)
      for (id, isLargeHere) in zip(content.ids, content.isLarge) {
        guard let place = index(of: id) else { continue }
        places.append(UInt32(place))
        if let isLargeHere { isLarge[place] = isLargeHere }
      }
      members.append(places)
    }
  }

  /// Finds an object.
  ///
  /// - Parameter id: Its name.
  /// - Returns: Where it stands in `ids`; nil where none of the packs holds it.
  func index(of id: ObjectID) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }
}
