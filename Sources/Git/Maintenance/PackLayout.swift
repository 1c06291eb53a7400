/// The order in which objects are laid out for reading: stream by stream, each event's objects side by side.
///
/// Reading follows first parents from a ref, and so does this. It knows nothing of events: a chain of commits, each
/// with the objects of its tree, is what they are to git.
struct PackLayout {
  /// One object in its place.
  struct Entry {
    /// Where it stands in the inventory.
    let place: UInt32
    /// Which chain it belongs to.
    let chain: UInt32
    /// Which run of commits of the chain it is in, or which of its tree's files it is.
    let part: UInt32
    /// How it is stored.
    let storage: Storage

    /// What git takes for its path: objects with the same path are compared with each other.
    var path: String { "\(chain).\(part)" }
  }

  /// How an object is stored.
  enum Storage: UInt8 {
    /// As it is, or as a difference from another that is near: it is small.
    case plain
    /// Compressed.
    case compressed
    /// Compressed, perhaps as a difference from another.
    case compressedDifference
  }

  /// So deep in a tree is looked; objects further down keep git's own order.
  private static let deepest = 8

  /// Commits and trees of so many bytes are large: event commits are half of that.
  private static let large = 1024

  /// So many commits of a chain are compared with each other: a commit's base is read with it, so it lies beside it.
  private static let run = 16

  private let inventory: PackInventory
  private let reader: any ObjectReading
  private var isPlaced: [Bool]
  private var chains: UInt32 = 0

  /// The objects that refs reach, in order.
  private(set) var entries: [Entry] = []

  init(_ inventory: PackInventory, _ reader: any ObjectReading) {
    self.inventory = inventory
    self.reader = reader
    isPlaced = [Bool](repeating: false, count: inventory.ids.count)
  }

  /// Whether an object of the inventory has got its place.
  func hasPlaced(_ place: UInt32) -> Bool { isPlaced[Int(place)] }

  /// Adds what a ref reaches through first parents, down to what is not in the inventory or has its place.
  ///
  /// - Parameter tip: Where the ref points.
  mutating func add(_ tip: ObjectID) {
    var chain: [(place: UInt32, isLarge: Bool, tree: ObjectID)] = []
    var tags: [UInt32] = []
    var next: ObjectID? = tip
    while let id = next, let place = claim(id) {
      next = nil
      // What cannot be read is left to git, which says so.
      let object = try? reader.object(id, limit: 1 << 30)
      if object?.kind == .commit, let links = object.flatMap({ CommitLinks($0.bytes) }) {
        let isLarge = object.map { $0.bytes.count >= PackLayout.large } ?? true
        chain.append((place, isLarge, links.tree))
        next = links.firstParent
      } else {
        tags.append(place)
        next = object?.kind == .tag ? object.flatMap { CommitLinks.target(ofTag: $0.bytes) } : nil
      }
    }
    for (number, commit) in chain.reversed().enumerated() {
      let storage = commit.isLarge ? Storage.compressed : .plain
      put(commit.place, storage, part: number / PackLayout.run)
      addTree(commit.tree, depth: 0)
    }
    // Last: git's own order begins at the first object that a tag names.
    for place in tags { put(place, .plain) }
    chains += 1
  }

  private mutating func addTree(_ id: ObjectID, depth: Int) {
    guard depth < PackLayout.deepest, let place = claim(id) else { return }
    let object = try? reader.object(id, limit: 1 << 28)
    let isLarge = object.map { $0.bytes.count >= PackLayout.large } ?? true
    put(place, isLarge ? .compressed : .plain)
    guard let object, object.kind == .tree else { return }
    for (number, child) in CommitLinks.children(ofTree: object.bytes).enumerated() {
      if child.isTree {
        addTree(child.id, depth: depth + 1)
      } else if let place = claim(child.id) {
        let isLarge = inventory.isLarge[Int(place)]
        put(place, isLarge ? .compressedDifference : .plain, part: number)
      }
    }
  }

  private mutating func put(_ place: UInt32, _ storage: Storage, part: Int = 0) {
    entries.append(
      Entry(
        place: place, chain: chains, part: UInt32(truncatingIfNeeded: part), storage: storage))
  }

  /// Takes an object that is in the inventory and has no place yet.
  private mutating func claim(_ id: ObjectID) -> UInt32? {
    guard let place = inventory.index(of: id), !isPlaced[place] else { return nil }
    isPlaced[place] = true
    return UInt32(place)
  }
}
