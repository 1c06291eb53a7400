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
    /// Which run of commits of the chain it belongs to, counted anew after 65,536.
    let run: UInt16
    /// Which of its tree's files it is.
    let file: UInt8
    /// How it is stored.
    let storage: Storage

    /// What git takes for its path: objects with the same path are compared with each other.
    var path: String { "\(chain).\(file)" }
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

  /// Commits, trees and tags of so many bytes are large: event commits are half of that.
  static let large = 1024

  /// So many commits of a chain are compared with each other: a commit's base is read with it, so it lies beside it.
  private static let commitsInRun = 16

  private let inventory: PackInventory
  private let reader: any ObjectReading
  private var isPlaced: [Bool]
  private var chains: UInt32 = 0
  private var run: UInt16 = 0

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
    var tags: [(place: UInt32, isLarge: Bool)] = []
    var next: ObjectID? = tip
    while let id = next, let place = claim(id) {
      next = nil
      // What cannot be read is left to git, which says so.
      let object = try? reader.object(id, limit: 1 << 26)
      let isLarge = object.map { $0.bytes.count >= PackLayout.large } ?? true
      if object?.kind == .commit, let links = object.flatMap({ CommitLinks($0.bytes) }) {
        chain.append((place, isLarge, links.tree))
        next = links.firstParent
      } else {
        tags.append((place, isLarge))
        next = object?.kind == .tag ? object.flatMap { CommitLinks.target(ofTag: $0.bytes) } : nil
      }
    }
    for (number, commit) in chain.reversed().enumerated() {
      run = UInt16(truncatingIfNeeded: number / PackLayout.commitsInRun)
      put(commit.place, commit.isLarge ? .compressed : .plain)
      addTree(commit.tree, depth: 0)
    }
    // Last: git's own order begins at the first object that a tag names.
    for tag in tags { put(tag.place, tag.isLarge ? .compressed : .plain) }
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
        let isLarge = inventory.isLarge[Int(place)] ?? isLargeFile(child.id)
        put(place, isLarge ? .compressedDifference : .plain, file: min(number, 255))
      }
    }
  }

  /// Reads a file of a tree to see how large it is; what cannot be read is left to git, which says so.
  private func isLargeFile(_ file: ObjectID) -> Bool {
    let object = try? reader.object(file, limit: PackContents.large)
    return object.map { $0.bytes.count >= PackContents.large } ?? true
  }

  private mutating func put(_ place: UInt32, _ storage: Storage, file: Int = 0) {
    entries.append(
      Entry(place: place, chain: chains, run: run, file: UInt8(file), storage: storage))
  }

  /// Takes an object that is in the inventory and has no place yet.
  private mutating func claim(_ id: ObjectID) -> UInt32? {
    guard let place = inventory.index(of: id), !isPlaced[place] else { return nil }
    isPlaced[place] = true
    return UInt32(place)
  }
}
