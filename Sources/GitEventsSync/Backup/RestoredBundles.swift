import Git
import GitEvents

/// Takes bundles into a new repository, one behind the other, and gives it the refs that the last one names.
final class RestoredBundles {
  private let restored: RestoredStore
  private let options: RestorationOptions
  private let git: GitChild
  private var last: (references: RestoredReferences, name: String, storeID: String?)?

  /// Prepares to take bundles.
  ///
  /// - Parameters:
  ///   - restored: The repository, which holds nothing yet.
  ///   - options: How git is run.
  init(_ restored: RestoredStore, _ options: RestorationOptions) {
    self.restored = restored
    self.options = options
    git = options.git(in: restored.gitDirectory)
  }

  /// Takes the next bundle.
  ///
  /// - Parameters:
  ///   - file: The bundle.
  ///   - name: What messages call it.
  /// - Throws: `invalidInput` where it does not follow from those before it; `otherStore`, `damaged`, `diskFull`, `io`.
  func take(_ file: BackupFile, calledBy name: String) async throws(EventStoreError) {
    options.progress(.restoring(name))
    try refuse(outOfPlace: file, name)
    let references = try RestoredReferences(file.header, name)
    do throws(GitError) {
      try PackedReferencesFile(in: restored.gitDirectory).write(
        prerequisites: file.header.prerequisites)
      try await git.run("bundle", ["unbundle", file.path])
    } catch {
      throw damaged(error, name)
    }
    try refuse(incomplete: references, name)
    try onGit { () throws(GitError) in
      try PackedReferencesFile(in: restored.gitDirectory).write(references.taken)
    }
    let storeID = try storeID()
    if let last { try refuse(references, storeID, name, behind: last) }
    last = (references, name, storeID)
  }

  /// Makes what the bundles brought a store: the streams of its ledgers, a head, its settings.
  ///
  /// - Throws: `storeNotFound`, `damaged`, `diskFull`, `io`.
  func finish() async throws(EventStoreError) {
    guard let references = last?.references else { return }
    options.progress(.makingReferences)
    restored.leftOut = references.leftOut
    let repository = try restored.repository()
    let plan = try rebuild(repository)
    restored.rebuiltStreams = plan.moves.count
    restored.conflicts = plan.conflicts
    let all = references.moving(plan.moves)
    guard all.contains(where: { $0.name.hasPrefix(StoreLayout.streamPrefix) }) else {
      throw EventStoreError(
        .storeNotFound, "'\(last?.name ?? "")' holds no event store",
        hint: "git bundle list-heads shows what is in a bundle")
    }
    let peeled = try PeeledTags(repository).of(all)
    do throws(GitError) {
      try PackedReferencesFile(in: restored.gitDirectory).write(all, peeled: peeled)
      try await checkConnection(of: all)
      try await RestoredHead(references, restored, git).set()
      try await repository.leavePackingToStore(evenWhereSet: false)
    } catch {
      throw damaged(error, last?.name ?? "")
    }
  }

  /// Where the streams are by the ledgers; one that cannot be read says nothing of them, which verifying tells.
  private func rebuild(_ repository: Repository) throws(EventStoreError) -> StreamRebuild.Plan {
    do throws(EventStoreError) {
      return try StreamRebuild(repository).plan()
    } catch {
      guard error.code == .damaged else { throw error }
      var plan = StreamRebuild.Plan()
      plan.conflicts = [error.message]
      return plan
    }
  }

  /// A complete backup stands first, and what comes behind it goes on from what is there.
  private func refuse(outOfPlace file: BackupFile, _ name: String) throws(EventStoreError) {
    let hint =
      "give the complete backup first, then every increment in the order in which they were written"
    guard last != nil else {
      if file.header.prerequisites.isEmpty { return }
      throw EventStoreError(
        .invalidInput, "'\(name)' is an increment: it goes on from an earlier backup", hint: hint)
    }
    guard !file.header.prerequisites.isEmpty else {
      throw EventStoreError(
        .invalidInput, "'\(name)' is a complete backup: it stands first, or alone", hint: hint)
    }
    let repository = try restored.repository()
    for id in file.header.prerequisites {
      let isThere = try onGit { () throws(GitError) in try repository.objects.contains(id) }
      if isThere { continue }
      throw EventStoreError(
        .invalidInput,
        "'\(name)' goes on from commit \(id), which the files before it do not hold: an increment is "
          + "missing, or it is of another store",
        hint: hint, commit: CommitID(id))
    }
  }

  /// Every ref must lead to what was in one of the files.
  private func refuse(
    incomplete references: RestoredReferences, _ name: String
  ) throws(EventStoreError) {
    let repository = try restored.repository()
    for reference in references.taken {
      let isThere = try onGit { () throws(GitError) in
        try repository.objects.contains(reference.target)
      }
      if isThere { continue }
      let message = "'\(name)' names \(reference.name), whose object \(reference.target)"
      guard last == nil else {
        throw EventStoreError(
          .invalidInput, "\(message) is in none of the files: an increment before it is missing",
          hint: "git bundle verify FILE lists what an increment goes on from")
      }
      throw EventStoreError(.damaged, "\(message) is not in it", hint: "take another backup")
    }
  }

  /// What came before must be a part of what follows.
  private func refuse(
    _ references: RestoredReferences, _ storeID: String?, _ name: String,
    behind last: (references: RestoredReferences, name: String, storeID: String?)
  ) throws(EventStoreError) {
    if let storeID, let before = last.storeID, storeID != before {
      throw EventStoreError(
        .otherStore, "'\(name)' is of store \(storeID), '\(last.name)' of store \(before)",
        hint: "backups of one store belong together")
    }
    let reader = EventReader(try restored.repository())
    let tips = Dictionary(
      references.taken.map { ($0.name, $0.target) }, uniquingKeysWith: { first, _ in first })
    for old in last.references.taken where old.name.hasPrefix(StoreLayout.ledgerPrefix) {
      var next = tips[old.name]
      while let id = next, id != old.target { next = try LedgerEntry(id, reader).previous }
      if next != nil { continue }
      throw EventStoreError(
        .invalidInput,
        "'\(name)' is not a later backup of what '\(last.name)' holds: \(old.name) does not go on "
          + "from \(old.target)",
        hint: "give increments in the order in which they were written, all of one repository")
    }
  }

  private func storeID() throws(EventStoreError) -> String? {
    do throws(EventStoreError) {
      return try StoreCreation.find(in: restored.repository(), asksCache: false)?.id
    } catch {
      // Verifying tells more of it.
      guard error.code == .damaged else { throw error }
      return nil
    }
  }

  /// Ledgers and streams are verified; what else there is must at least be there.
  private func checkConnection(of all: [NamedReference]) async throws(GitError) {
    let isVerified = { (reference: NamedReference) in
      reference.name.hasPrefix(StoreLayout.streamPrefix)
        || reference.name.hasPrefix(StoreLayout.ledgerPrefix)
    }
    var list = ObjectList(all.filter { !isVerified($0) }.map(\.target))
    if list.text.isEmpty { return }
    let ledgers = all.filter { $0.name.hasPrefix(StoreLayout.ledgerPrefix) }
    list.exclude((ledgers.isEmpty ? all.filter(isVerified) : ledgers).map(\.target))
    try await git.run("rev-list", ["--objects", "--quiet", "--stdin"], input: list.text)
  }

  private func damaged(_ error: GitError, _ name: String) -> EventStoreError {
    var failure = EventStoreError(error)
    // Killed, or never begun: that says nothing of the file.
    guard case .command(_, let status, let text) = error, failure.code == .io,
      (1...128).contains(status), !Self.obstacles.contains(where: { text.contains($0) })
    else { return failure }
    let said = text.split(separator: "\n").first.map { ": \($0)" } ?? ""
    failure.code = .damaged
    failure.message = "'\(name)' cannot be restored, git says\(said)"
    failure.hint = "the file is damaged: take another copy of it"
    return failure
  }

  /// What git says where the machine refuses.
  private static let obstacles = [
    "Permission denied", "Input/output error", "Cannot allocate memory", "out of memory",
    "Too many open files", "Read-only file system", "quota exceeded", "File too large",
  ]
}
