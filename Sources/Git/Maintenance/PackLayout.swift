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
    /// Which of its tree's files it is, so that the same files of a chain are compared with each other.
    let file: UInt8
    /// Whether it may be stored as a difference from another.
    let mayBeDelta: Bool
  }

  /// So deep in a tree is looked; objects further down keep git's own order.
  private static let deepest = 8

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
    var chain: [(place: UInt32, tree: ObjectID)] = []
    var tags: [UInt32] = []
    var next: ObjectID? = tip
    while let id = next, let place = claim(id) {
      next = nil
      // What cannot be read is left to git, which says so.
      let object = try? reader.object(id, limit: 1 << 30)
      if object?.kind == .commit, let links = object.flatMap({ CommitLinks($0.bytes) }) {
        chain.append((place, links.tree))
        next = links.firstParent
      } else {
        tags.append(place)
        next = object?.kind == .tag ? object.flatMap { CommitLinks.target(ofTag: $0.bytes) } : nil
      }
    }
    for (place, tree) in chain.reversed() {
      put(place)
      addTree(tree, depth: 0)
    }
    // Last: git's own order begins at the first object that a tag names.
    for place in tags { put(place) }
    chains += 1
  }

  private mutating func addTree(_ id: ObjectID, depth: Int) {
    guard depth < PackLayout.deepest, let place = claim(id) else { return }
    put(place)
    guard let object = try? reader.object(id, limit: 1 << 28), object.kind == .tree else { return }
    for (number, child) in CommitLinks.children(ofTree: object.bytes).enumerated() {
      if child.isTree {
        addTree(child.id, depth: depth + 1)
      } else if let place = claim(child.id) {
        put(place, file: UInt8(min(number, 255)), mayBeDelta: inventory.isLarge[Int(place)])
      }
    }
  }

  private mutating func put(_ place: UInt32, file: UInt8 = 0, mayBeDelta: Bool = false) {
    entries.append(Entry(place: place, chain: chains, file: file, mayBeDelta: mayBeDelta))
  }

  /// Takes an object that is in the inventory and has no place yet.
  private mutating func claim(_ id: ObjectID) -> UInt32? {
    guard let place = inventory.index(of: id), !isPlaced[place] else { return nil }
    isPlaced[place] = true
    return UInt32(place)
  }
}
