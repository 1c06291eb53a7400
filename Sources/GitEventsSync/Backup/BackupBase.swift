package import Git
package import GitEvents

/// An earlier backup, behind which an increment begins.
package struct BackupBase: Sendable {
  /// The bundle's file.
  package let file: NamedPath
  /// What the bundle says of itself.
  let header: BundleHeader
  /// The objects that its refs name, as far as this store has them.
  let known: Set<ObjectID>

  /// Reads what an earlier backup holds.
  ///
  /// - Parameters:
  ///   - file: The bundle's file.
  ///   - repository: The repository of the store that is backed up.
  /// - Throws: `invalidInput` where it is no backup; `otherStore` where it is one of another store; `io`.
  package init(_ file: NamedPath, of repository: Repository) throws(EventStoreError) {
    self.file = file
    header = try BackupFile(file).header
    guard header.references.contains(where: { $0.name.hasPrefix(StoreLayout.ledgerPrefix) })
    else {
      throw EventStoreError(
        .invalidInput, "'\(file.name)' holds no ledger: nothing tells what it holds of the store",
        hint: "back the store up completely, then go on from that file")
    }
    var known: Set<ObjectID> = []
    for reference in header.references {
      let isThere = try onGit { () throws(GitError) in
        try repository.objects.contains(reference.target)
      }
      if isThere { known.insert(reference.target) }
      // Tags and notes come and go; what a stream or a ledger was it has always been.
      let isLasting =
        reference.name.hasPrefix(StoreLayout.ledgerPrefix)
        || reference.name.hasPrefix(StoreLayout.streamPrefix)
      if isLasting, !isThere {
        throw EventStoreError(
          .otherStore,
          "'\(file.name)' is a backup of another store, or of what this one no longer holds: "
            + "\(reference.name) is at \(reference.target) there",
          hint: "name a backup of this store, or back it up completely")
      }
    }
    self.known = known
  }

  /// Finds the newest backup of a store in the folder of a file.
  ///
  /// - Parameters:
  ///   - file: A file of the folder, which itself does not count: it is about to be written.
  ///   - repository: The store's repository.
  /// - Returns: The bundle whose file was written last, of those that are this store's; nil where there is none.
  /// - Throws: `io`.
  package static func newest(
    besides file: NamedPath, of repository: Repository
  ) throws(EventStoreError) -> BackupBase? {
    let folder = ReplacedPath(file.path).folder
    let files = try onGit { () throws(GitError) -> [(name: String, time: Int64)] in
      var files: [(name: String, time: Int64)] = []
      for name in try folder.entries()
      where name.hasSuffix(BackupFile.ending) && folder.path(of: name) != file.path {
        files.append((name, try folder.modificationTime(of: name) ?? 0))
      }
      return files
    }
    // Several may have been written within a second: what holds most is the newest.
    var best: (base: BackupBase, position: Int, time: Int64)?
    for found in files.sorted(by: { ($0.time, $0.name) > ($1.time, $1.name) }) {
      if let best, found.time < best.time { break }
      do throws(EventStoreError) {
        let base = try BackupBase(file.neighbour(found.name), of: repository)
        let position = try base.position(EventReader(repository))
        if position > best?.position ?? -1 { best = (base, position, found.time) }
      } catch {
        guard [.invalidInput, .otherStore, .damaged].contains(error.code) else { throw error }
      }
    }
    return best?.base
  }

  /// How many events of the store the backup's ledgers tell of.
  private func position(_ reader: EventReader) throws(EventStoreError) -> Int {
    var position = 0
    for reference in header.references where reference.name.hasPrefix(StoreLayout.ledgerPrefix) {
      position += try reader.ledgerEntry(reference.target).position
    }
    return position
  }

  /// What was there then and need not be in an increment.
  ///
  /// - Parameters:
  ///   - references: The refs as they are now.
  ///   - changed: The names of those that have moved.
  /// - Returns: The refs as they were. They are whole here: of a tag that is gone a part may be gone already.
  func reached(
    of references: [NamedReference], changing changed: Set<String>
  ) -> [NamedReference] {
    let present = Set(references.map(\.target))
    return header.references.filter { reference in
      guard known.contains(reference.target) else { return false }
      let name = reference.name
      if name.hasPrefix(StoreLayout.tagPrefix) {
        return changed.contains(name) && present.contains(reference.target)
      }
      return true
    }
  }

  /// Whether it holds branches, tags or notes of the project beside the store, which would be gone otherwise.
  var holdsProject: Bool {
    header.references.contains { reference in
      let name = reference.name
      return name.hasPrefix(StoreLayout.branchPrefix)
        || name.hasPrefix(StoreLayout.tagPrefix) && !name.hasPrefix(StoreLayout.snapshotPrefix)
        || name.hasPrefix(StoreLayout.notesPrefix) && name != StoreLayout.notesReference
    }
  }

  /// Where a ref was then.
  ///
  /// - Returns: The ids by the refs' names.
  func targets() -> [String: ObjectID] {
    Dictionary(header.references.map { ($0.name, $0.target) }) { first, _ in first }
  }
}
