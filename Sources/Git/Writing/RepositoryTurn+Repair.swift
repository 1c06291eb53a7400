extension RepositoryTurn {
  func repair(_ repairs: [(name: String, target: ObjectID)]) throws(GitError) {
    if repairs.isEmpty { return }
    let rest = try repairPacked(repairs)
    try begin(packs: [], locks: rest.map { WriterState.Lock(name: $0.name, target: $0.target) })
    for (name, target) in rest { try repair(name, target) }
    for path in Set(rest.map { locks.folder(of: $0.name).path }) {
      try WritableFolder(path).sync()
    }
  }

  /// Sets refs that have no file, where they are many.
  ///
  /// - Returns: Those that are left.
  private func repairPacked(
    _ repairs: [(name: String, target: ObjectID)]
  ) throws(GitError) -> [(name: String, target: ObjectID)] {
    guard repairs.count >= PackedReferencesRewrite.threshold else { return repairs }
    var moves: [ReferenceMoves.Move] = []
    for (name, target) in repairs {
      moves.append(.init(name: name, old: try repository.packedReference(name), new: target))
    }
    moves.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let split = try PackedReferencesRewrite.split(moves, common: common, temporary: temporary)
    guard let rewrite = split.rewrite else { return repairs }
    try begin(packs: [], locks: [])
    do throws(GitError) {
      try rewrite.prepare(durably: true)
      try rewrite.checkFiles()
      try rewrite.commit(durably: true)
    } catch {
      if !rewrite.giveBack() { mustStayDirty = true }
      throw error
    }
    return split.rest.map { ($0.name, $0.new) }
  }

  /// Sets one ref; where that fails, its lock is given back.
  private func repair(_ name: String, _ target: ObjectID) throws(GitError) {
    try locks.folder(of: name).create(durably: true)
    var isTaken = false
    do {
      try locks.take(name, target, synced: true) { isTaken = true }
      try Quarantine(in: folder).keepDamaged(
        repository.location.commonDirectory + "/" + name, as: name)
      try locks.commit(name)
    } catch {
      if isTaken, (try? locks.release(name)) == nil {
        leave(WriterState.Lock(name: name, target: target))
      }
      throw error
    }
  }
}
