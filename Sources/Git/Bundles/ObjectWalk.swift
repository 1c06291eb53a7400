/// Lists all objects that some lead to, in an order in which they read fast: behind each commit its tree and what is new
/// in that.
///
/// `git rev-list` does as much with a list in order of time, in which every step takes as long as there are heads: 50,000
/// streams take it ten times as long as this.
package struct ObjectWalk {
  /// No tree and no commit that is walked is larger.
  private static let longest = 1 << 28

  private let objects: any ObjectReading
  private let known: Set<ObjectID>
  private var seen: Set<ObjectID> = []

  /// The objects, in order.
  package private(set) var found: [ObjectID] = []

  /// Prepares a walk.
  ///
  /// - Parameters:
  ///   - objects: Reads the repository.
  ///   - known: Commits and tags at which it ends: they are not listed, nor is what lies behind them.
  package init(_ objects: any ObjectReading, stoppingAt known: Set<ObjectID> = []) {
    self.objects = objects
    self.known = known
  }

  /// Walks.
  ///
  /// - Parameter tips: Where to begin: objects of any kind.
  /// - Throws: `missingObject`, `damagedObject`, `malformed`, `system`: every commit, tag and tree is read.
  package mutating func run(from tips: some Sequence<ObjectID>) throws(GitError) {
    var commits: [(id: ObjectID, tree: ObjectID)] = []
    var others: [ObjectID] = []
    var ends: [ObjectID] = []
    var waiting = Array(tips).reversed() as [ObjectID]
    while let id = waiting.popLast() {
      if known.contains(id) {
        ends.append(id)
        continue
      }
      guard seen.insert(id).inserted else { continue }
      let object = try objects.object(id, limit: ObjectWalk.longest)
      switch object.kind {
      case .commit:
        let links = try ObjectWalk.links(of: object)
        commits.append((id, links.tree))
        waiting += links.parents.reversed()
      case .tag:
        guard let target = CommitLinks.target(ofTag: object.bytes) else {
          throw .malformed(what: "tag \(id)", reason: "it names no object")
        }
        found.append(id)
        waiting.append(target)
      case .tree, .blob:
        // What leads to it counts with its other trees.
        seen.remove(id)
        others.append(id)
      }
    }
    try passOver(ends)
    for (id, tree) in commits {
      found.append(id)
      try add(tree)
    }
    for id in others { try add(id, objects.object(id, limit: ObjectWalk.longest)) }
  }

  /// What the ends of the walk hold themselves is there already.
  private mutating func passOver(_ ends: [ObjectID]) throws(GitError) {
    let listed = found
    for id in ends {
      let object = try objects.object(id, limit: ObjectWalk.longest)
      guard object.kind == .commit else { continue }
      try add(ObjectWalk.links(of: object).tree)
    }
    found = listed
  }

  /// Adds a tree with all that is in it.
  private mutating func add(_ tree: ObjectID) throws(GitError) {
    guard !seen.contains(tree) else { return }
    try add(tree, try objects.object(tree, limit: ObjectWalk.longest))
  }

  private mutating func add(_ id: ObjectID, _ object: GitObject) throws(GitError) {
    guard seen.insert(id).inserted else { return }
    found.append(id)
    guard object.kind == .tree else { return }
    var rest = object.bytes[...]
    while !rest.isEmpty {
      let entry = try ObjectWalk.entry(&rest, of: id)
      switch entry.mode {
      case TreeEntry.Mode.folder.rawValue: try add(entry.id)
      // A commit of another repository.
      case TreeEntry.Mode.submodule.rawValue: continue
      default: if seen.insert(entry.id).inserted { found.append(entry.id) }
      }
    }
  }

  // A project's history may hold what git once wrote and does not write any more: nothing is asked but where it leads.

  private static func links(
    of commit: GitObject
  ) throws(GitError) -> (tree: ObjectID, parents: [ObjectID]) {
    var rest = commit.bytes[...]
    func next(_ word: String) -> ObjectID? {
      guard rest.starts(with: word.utf8),
        let id = ObjectID(hex: rest.dropFirst(word.utf8.count).prefix(2 * ObjectID.byteCount))
      else { return nil }
      rest = rest.dropFirst(word.utf8.count + 2 * ObjectID.byteCount + 1)
      return id
    }
    guard let tree = next("tree ") else {
      throw .malformed(what: "commit \(commit.id)", reason: "it names no tree")
    }
    var parents: [ObjectID] = []
    while let parent = next("parent ") { parents.append(parent) }
    return (tree, parents)
  }

  private static func entry(
    _ rest: inout ArraySlice<UInt8>, of tree: ObjectID
  ) throws(GitError) -> (mode: UInt32, id: ObjectID) {
    var mode: UInt32 = 0
    guard let space = rest.prefix(8).firstIndex(of: UInt8(ascii: " ")),
      let end = rest[space...].firstIndex(of: 0),
      let id = ObjectID(bytes: rest[(end + 1)...].prefix(ObjectID.byteCount))
    else { throw .malformed(what: "tree \(tree)", reason: "an entry is cut short") }
    for digit in rest[..<space] { mode = mode << 3 | UInt32(digit & 7) }
    rest = rest[(end + 1 + ObjectID.byteCount)...]
    return (mode, id)
  }
}
