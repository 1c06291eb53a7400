/// The order in which objects are laid out for reading: stream by stream, each event's objects side by side.
///
/// Reading follows first parents from a ref, and so does this. It knows nothing of events: a chain of commits, each
/// with the objects of its tree, is what they are to git.
struct PackLayout {
  /// One object in its place.
  struct Entry {
    /// Where it stands in the inventory.
    let place: UInt32
    /// Which of its tree's files it is, from 1; 0 for what is no file.
    let file: UInt8
    /// What begins with it.
    let beginning: Beginning
  }

  /// What objects of the same run or chain have in common makes them smaller.
  enum Beginning: UInt8 {
    case nothing
    /// A run of commits of a chain.
    case run
    /// The chain of another ref.
    case chain
  }

  /// So deep in a tree is looked; objects further down keep git's own order.
  private static let deepest = 8

  /// So many commits of a chain are compared with each other: a commit's base is read with it, so it lies beside it.
  private static let commitsInRun = 16

  private let inventory: PackInventory
  private let reader: any ObjectReading
  private var isPlaced: [Bool]
  /// What begins with the next entry.
  private var beginning = Beginning.chain

  /// The objects that refs reach, in order.
  private(set) var entries: [Entry] = []

  init(_ inventory: PackInventory, _ reader: any ObjectReading) {
    self.inventory = inventory
    self.reader = reader
    isPlaced = [Bool](repeating: false, count: inventory.ids.count)
    entries.reserveCapacity(inventory.ids.count)
  }

  /// Whether an object of the inventory has got its place.
  func hasPlaced(_ place: UInt32) -> Bool { isPlaced[Int(place)] }

  /// Adds what a ref reaches through first parents, down to what is not in the inventory or has its place.
  ///
  /// - Parameter tip: Where the ref points.
  mutating func add(_ tip: ObjectID) {
    var chain: [(place: UInt32, tree: ObjectID)] = []
    var tags: [UInt32] = []
    var next: ObjectID? = tip
    while let id = next, let place = claim(id) {
      next = nil
      // What cannot be read is left to git, which says so.
      let object = try? reader.object(id, limit: 1 << 26)
      if object?.kind == .commit, let links = object.flatMap({ CommitLinks($0.bytes) }) {
        chain.append((place, links.tree))
        next = links.firstParent
      } else {
        tags.append(place)
        next = object?.kind == .tag ? object.flatMap { CommitLinks.target(ofTag: $0.bytes) } : nil
      }
    }
    beginning = .chain
    for (number, commit) in chain.reversed().enumerated() {
      if number > 0, number.isMultiple(of: PackLayout.commitsInRun) { beginning = .run }
      put(commit.place)
      addTree(commit.tree, depth: 0)
    }
    // Last: git's own order begins at the first object that a tag names.
    for tag in tags { put(tag) }
  }

  private mutating func addTree(_ id: ObjectID, depth: Int) {
    guard depth < PackLayout.deepest, let place = claim(id) else { return }
    put(place)
    guard let object = try? reader.object(id, limit: 1 << 28), object.kind == .tree else { return }
    for (number, child) in CommitLinks.children(ofTree: object.bytes).enumerated() {
      if child.isTree {
        addTree(child.id, depth: depth + 1)
      } else if let place = claim(child.id) {
        put(place, file: min(number + 1, 255))
      }
    }
  }

  private mutating func put(_ place: UInt32, file: Int = 0) {
    entries.append(Entry(place: place, file: UInt8(file), beginning: beginning))
    beginning = .nothing
  }

  /// Takes an object that is in the inventory and has no place yet.
  private mutating func claim(_ id: ObjectID) -> UInt32? {
    guard let place = inventory.place(of: id), !isPlaced[Int(place)] else { return nil }
    isPlaced[Int(place)] = true
    return place
  }
}
