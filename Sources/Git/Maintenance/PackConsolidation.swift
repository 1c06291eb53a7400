#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts packs together into few that are laid out for reading: small objects as `LaidOutPack` stores them, large ones and
/// all that is no event through `git pack-objects`.
///
/// Safe beside writers, readers and git: what is new is on disk before what it replaces is removed, a pack that somebody
/// keeps stays, and nothing is left out, whether or not a ref reaches it.
struct PackConsolidation {
  /// So many objects go into one pack: git's memory grows with them.
  private static let mostObjects = 600_000

  /// No chain of differences is longer, so that reading an event never takes more than so many others.
  private static let depth = 4

  private static let settings = [
    "pack.threads=1", "pack.windowMemory=64m", "pack.deltaCacheSize=16m", "pack.packSizeLimit=0",
    "pack.indexVersion=2", "core.packedGitWindowSize=8m", "core.packedGitLimit=64m",
  ]

  /// What became of the packs.
  struct Outcome {
    var made: [String] = []
    /// Packs of which every object is in a new one.
    var replaced: [PackFile] = []
    /// Packs that hold other things than the store.
    var others: [String] = []
  }

  private let packs: WritableFolder
  private let work: WorkFolder
  private let repository: Repository
  private let prefixes: [String]

  /// Names the repository.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - paths: Where the store keeps its refs.
  ///   - work: Where new packs are made.
  init(_ repository: Repository, _ paths: StorePaths, _ work: WorkFolder) {
    self.repository = repository
    self.work = work
    packs = WritableFolder(repository.location.objectsDirectory + "/pack")
    prefixes = (paths.referenceFolders + paths.derivedFolders).map { $0 + "/" }
  }

  /// Puts packs, and loose objects, together.
  ///
  /// - Parameters:
  ///   - chosen: The packs.
  ///   - loose: The loose objects.
  /// - Returns: What became of them; what was replaced is still there.
  /// - Throws: `command`, `library`, `malformed`, `missingObject`, `system`: then there may be a pack more, but nothing is
  ///   missing.
  func run(
    _ chosen: [PackFile], _ loose: [ObjectID]
  ) async throws(GitError) -> Outcome {
    var outcome = Outcome()
    let inventory = try PackInventory(of: chosen, in: packs, and: loose)
    var layout = PackLayout(inventory, repository)
    for tip in try tips() { layout.add(tip) }
    var isWanted = [Bool](repeating: false, count: inventory.ids.count)
    for (pack, members) in zip(chosen, inventory.members) {
      let placed = members.count { layout.hasPlaced($0) }
      guard pack.isSmall || placed * 2 >= members.count else {
        outcome.others.append(pack.name)
        continue
      }
      outcome.replaced.append(pack)
      for place in members { isWanted[Int(place)] = true }
    }
    for place in inventory.members.last ?? [] { isWanted[Int(place)] = true }
    try await make(inventory, layout, isWanted, &outcome)
    outcome.replaced.removeAll { outcome.made.contains($0.name) }
    return outcome
  }

  /// Where the refs of the store point, in order of their names: streams, then ledgers, then what is derived.
  private func tips() throws(GitError) -> [ObjectID] {
    var tips: [ObjectID] = []
    for prefix in prefixes {
      var pages = ReferencePages(repository, under: prefix)
      while true {
        let page = try pages.next()
        if page.isEmpty { break }
        tips += page.compactMap { try? $0.target.get() }
      }
    }
    return tips
  }

  /// Makes the new packs, and makes sure that every object is in one of them, whatever git has done.
  private func make(
    _ inventory: PackInventory, _ layout: PackLayout, _ isWanted: [Bool], _ outcome: inout Outcome
  ) async throws(GitError) {
    var isMissing = isWanted
    var chain = 0
    var next = layout.entries.startIndex
    while next < layout.entries.endIndex {
      var small = try LaidOutPack(growingIn: work.top.path(of: "growing-\(next)"))
      var large = try PackingList(work.top.path(of: "list-\(next)"))
      while next < layout.entries.endIndex,
        small.count + large.count < PackConsolidation.mostObjects
      {
        let entry = layout.entries[next]
        next += 1
        if entry.beginning != .nothing { small.beginRun() }
        if entry.beginning == .chain { chain += 1 }
        guard isWanted[Int(entry.place)] else { continue }
        // A program whose threads are few needs this one, too.
        if next.isMultiple(of: 1024) { await Task.yield() }
        let id = inventory.ids[Int(entry.place)]
        // What cannot be read is left to git, which says so.
        let object = try? repository.object(id, limit: LaidOutPack.largest)
        if let object, LaidOutPack.takes(object) {
          try small.add(object)
        } else if entry.file > 0 {
          // Files at the same place of the trees of a chain are compared with each other.
          try large.add(id, path: "\(chain).\(entry.file)")
        } else {
          try large.add(id, path: PackingList.whole)
        }
      }
      if small.count > 0 {
        let name = try small.finish(in: work.packs)
        try publish(name)
        outcome.made.append(name)
      }
      try await pack(
        &large, ["--window=10", "--depth=\(PackConsolidation.depth)", "--no-reuse-object"],
        ["core.attributesFile=\(work.attributes)"], &outcome)
    }
    // The rest is no event: git stores it as it always does.
    var list = try PackingList(work.top.path(of: "list-rest"))
    for place in inventory.ids.indices where isWanted[place] && !layout.hasPlaced(UInt32(place)) {
      try list.add(inventory.ids[place])
    }
    try await pack(&list, [], [], &outcome)
    for name in outcome.made {
      for place in try inventory.places(ofPack: name, in: packs) { isMissing[Int(place)] = false }
    }
    if let place = isMissing.firstIndex(of: true) { throw .missingObject(inventory.ids[place]) }
  }

  /// Makes one pack and brings it into the repository.
  private func pack(
    _ list: inout PackingList, _ arguments: [String], _ configuration: [String],
    _ outcome: inout Outcome
  ) async throws(GitError) {
    if list.count == 0 { return }
    try list.flush()
    var git = GitChild(repository.location)
    git.objectsDirectory = work.objects.path
    let answer = try await git.answer(
      "pack-objects",
      ["--quiet", "--delta-base-offset"] + arguments + [work.packs.path(of: "pack")],
      configuration: PackConsolidation.settings + configuration, readingFrom: list.path)
    for line in answer.split(separator: "\n") {
      let name = "pack-\(line)"
      try publish(name)
      outcome.made.append(name)
    }
  }

  private func publish(_ name: String) throws(GitError) {
    // The index comes last: without one git reads no pack.
    for ending in [".pack", ".rev", ".idx"] {
      let path = work.packs.path(of: name + ending)
      guard try work.packs.size(of: name + ending) != nil else { continue }
      try OpenFile(path, O_RDONLY).sync()
      try packs.adopt(path, as: name + ending)
    }
    try packs.sync()
  }

  /// Removes packs that were replaced.
  ///
  /// - Parameter replaced: The packs.
  /// - Returns: How many were removed; those that somebody has begun to keep stay.
  /// - Throws: `system`: then some are still there.
  func remove(_ replaced: [PackFile]) throws(GitError) -> Int {
    if replaced.isEmpty { return 0 }
    // It names packs that are about to go; git removes it as well, and works without.
    for name in try packs.entries() where name.hasPrefix("multi-pack-index") {
      try packs.remove(name)
    }
    var removed = 0
    for pack in replaced where try pack.remove(from: packs) { removed += 1 }
    return removed
  }
}
