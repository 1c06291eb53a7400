/// A repository that can be written to in turns: on disk, or in memory for tests.
package protocol StoreRepository: ObjectReading, ReferenceReading, DisposableCache {
  /// Waits until this caller is the only writer.
  ///
  /// - Parameters:
  ///   - paths: Where the store keeps its files and refs.
  ///   - timeout: How long to wait for other writers.
  /// - Returns: The turn; it must be ended.
  /// - Throws: `busy` when the time is over; `unsupportedRepository` where writing is refused; `system`.
  func beginTurn(
    _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) -> any WriterTurn

  /// The name under which this repository keeps its ledger, without making one.
  ///
  /// - Parameter paths: Where the store keeps its files.
  /// - Returns: The name, or nil where none was drawn yet or the repository is a copy of another.
  /// - Throws: `system`.
  func replicaName(_ paths: StorePaths) throws(GitError) -> String?

  /// Whether the file system takes names for the same that differ by letter case alone.
  var ignoresCase: Bool { get }

  /// What packed-refs says of a ref, whatever its loose file says.
  ///
  /// - Parameter name: The full name.
  /// - Returns: Nil where packed-refs does not list it.
  /// - Throws: `system`, `damagedReference`.
  func packedReference(_ name: String) throws(GitError) -> ObjectID?

  /// Where the ref of the commit point stood when the log began that a streaming writer keeps, or has left.
  ///
  /// - Parameter paths: Where the store keeps its files.
  /// - Returns: Nil where there is no log, or nothing in it.
  /// - Throws: `system`.
  func logBase(_ paths: StorePaths) throws(GitError) -> ObjectID?

  /// What the log holds that a streaming writer keeps, or has left.
  ///
  /// - Parameter paths: Where the store keeps its files.
  /// - Returns: Nil where there is no log.
  /// - Throws: `system`, `library`.
  func logContents(_ paths: StorePaths) throws(GitError) -> LogContents?

  /// Keeps the repository quick to read.
  ///
  /// - Parameters:
  ///   - paths: Where the store keeps its files.
  ///   - extent: How much is done.
  ///   - seconds: What time it is, in seconds since 1970.
  /// - Returns: What was done; nil where another process is at it.
  /// - Throws: `command`, `malformed`, `system`.
  func maintain(
    _ paths: StorePaths, _ extent: MaintenanceExtent, at seconds: Int64
  ) async throws(GitError) -> Maintenance.Outcome?

  /// Whether there is so much for maintenance to do that readers notice, and nobody is at it; quickly answered.
  ///
  /// - Parameters:
  ///   - paths: Where the store keeps its files.
  ///   - seconds: What time it is, in seconds since 1970.
  /// - Returns: True from the thresholds on.
  /// - Throws: `system`.
  func isMaintenanceDue(_ paths: StorePaths, at seconds: Int64) throws(GitError) -> Bool

  /// What there is for maintenance to do.
  ///
  /// - Parameters:
  ///   - paths: Where the store keeps its files.
  ///   - seconds: What time it is, in seconds since 1970.
  /// - Returns: What was found; nothing is changed.
  /// - Throws: `system`.
  func maintenanceNeeds(
    _ paths: StorePaths, at seconds: Int64
  ) throws(GitError) -> MaintenanceNeeds

  /// What is amiss in the repository's files and settings.
  ///
  /// - Parameters:
  ///   - paths: Where the store keeps its files.
  ///   - seconds: What time it is, in seconds since 1970.
  /// - Returns: What was found; nothing is changed.
  /// - Throws: `system`.
  func examine(
    _ paths: StorePaths, at seconds: Int64
  ) async throws(GitError) -> RepositoryCondition

  /// Removes stray files and sets what is set wrongly, where that is safe whatever else is going on.
  ///
  /// - Parameters:
  ///   - condition: What was found.
  ///   - paths: Where the store keeps its files.
  /// - Throws: `command`, `system`.
  func mend(_ condition: RepositoryCondition, _ paths: StorePaths) async throws(GitError)

  /// Deletes derived refs, all or none.
  ///
  /// - Parameters:
  ///   - references: Full names with where each must point now.
  ///   - paths: Where the store keeps its refs; only those in `derivedFolders` may be deleted.
  /// - Throws: `malformed` for another ref; `command`, also where a ref has moved; `system`.
  func delete(
    _ references: [(name: String, target: ObjectID)], _ paths: StorePaths
  ) async throws(GitError)

  /// Resolves an abbreviated object name.
  ///
  /// - Parameter prefix: At least four hexadecimal digits.
  /// - Returns: The names that begin with it.
  /// - Throws: `system`, `library`.
  func objects(withPrefix prefix: String) throws(GitError) -> [ObjectID]
}

/// Where a store keeps what it writes, relative to the repository's common directory.
package struct StorePaths: Sendable {
  /// The folder beside the refs: locks, state, temporary files.
  package let folder: String
  /// The folders of the refs that hold what the store is about: no other program may move them backwards.
  package let referenceFolders: [String]
  /// The folders of the refs of what can be made again, at any depth: other programs may move and delete them.
  package let derivedFolders: [String]
  /// The folders of the refs that other programs write to as well, and that cannot be made again.
  package let sharedFolders: [String]

  package init(
    folder: String, referenceFolders: [String], derivedFolders: [String] = [],
    sharedFolders: [String] = []
  ) {
    self.folder = folder
    self.referenceFolders = referenceFolders
    self.derivedFolders = derivedFolders
    self.sharedFolders = sharedFolders
  }

  /// Every folder of refs that a writer locks.
  package var lockedFolders: [String] { referenceFolders + derivedFolders + sharedFolders }

  /// Whether a ref holds what the store is about, so that nobody but its writers moves it.
  ///
  /// - Parameter reference: A full name.
  /// - Returns: True below one of the folders of references.
  package func isOwn(_ reference: String) -> Bool {
    referenceFolders.contains { reference.hasPrefix($0 + "/") }
  }

  /// Whether a ref is one of what can be made again.
  ///
  /// - Parameter reference: A full name.
  /// - Returns: True below one of the derived folders.
  package func isDerived(_ reference: String) -> Bool {
    derivedFolders.contains { reference.hasPrefix($0 + "/") }
  }
}

/// The time in which one writer has a repository to itself.
package protocol WriterTurn: AnyObject {
  /// Why recovery must run before anything is written; nil where the last writer ended well.
  var reasonToRecover: RecoveryReason? { get }

  /// Removes what a writer left that did not end well: its locks, its temporary files, its `.keep` marks.
  ///
  /// - Returns: The paths of what was removed.
  /// - Throws: `system`.
  func removeLeftovers() throws(GitError) -> [String]

  /// Where the last writer left the ref of its commit point; the moves of derived refs do not count.
  ///
  /// - Parameter name: The full name of the ref.
  /// - Returns: Nil where that is not known: after a start of the machine, or a writer that did not end well.
  func lastTarget(ofCommitPoint name: String) -> ObjectID?

  /// The name under which this repository keeps its ledger, drawn now where there is none or where the repository is a
  /// copy of another; a drawn name is kept once something is published.
  ///
  /// - Parameter draw: Makes a new name.
  /// - Returns: The name, and whether it was drawn now.
  /// - Throws: `system`.
  func replicaName(orDraw draw: () -> String) throws(GitError) -> (name: String, isNew: Bool)

  /// Makes what earlier writers did without syncing survive a power loss: what is added now stands on it.
  ///
  /// - Parameter always: Whether that is needed even where no such writer has left its mark.
  /// - Throws: `system`.
  func settle(always: Bool) throws(GitError)

  /// Begins the pack of a publication.
  func makePack() throws(GitError) -> PackBuilder

  /// Begins the pack of a publication that may be larger than memory should hold.
  ///
  /// - Returns: The pack; where the repository is on disk, it grows there.
  /// - Throws: `library`, `system`.
  func makeGrowingPack() throws(GitError) -> PackBuilder

  /// Writes objects and moves refs: all or nothing, whatever happens.
  ///
  /// - Parameters:
  ///   - pack: All objects that the refs need and that are new.
  ///   - moves: What is moved and where it must be now.
  ///   - durably: Whether the outcome survives a power loss.
  /// - Returns: How far it got.
  /// - Throws: `notCommitted` where nothing changed; `indeterminate` where that is not known.
  func publish(
    _ pack: consuming PackBuilder, _ moves: ReferenceMoves, durably: Bool
  ) throws(PublishFailure) -> PublishOutcome

  /// Takes packs over that another program has written: from now on they are the repository's.
  ///
  /// Until the turn ends, no other program removes what is in them.
  ///
  /// - Parameters:
  ///   - folder: A folder of objects on the same file system.
  ///   - durably: Whether they survive a power loss.
  /// - Throws: `system`.
  func adoptPacks(from folder: String, durably: Bool) throws(GitError)

  /// Keeps a ref where it is until it is published or the turn ends: no other program can move it meanwhile.
  ///
  /// - Parameter name: The full name; one that is held already stays so.
  /// - Throws: `busy` where another program has it locked; `system`.
  func hold(_ name: String) throws(GitError)

  /// Puts a group of appends into the log: it counts as done from then on, whatever becomes of this process, and the
  /// next publication must bring it to where its refs are.
  ///
  /// - Parameters:
  ///   - record: The group; every ref that it moves, and that of the commit point, is held.
  ///   - durably: Whether it survives a power loss.
  /// - Throws: `system`: after a failed sync nothing is known of the record, otherwise it is not in the log.
  func log(_ record: LogRecord, durably: Bool) throws(GitError)

  /// How many bytes the log holds that are not published.
  var loggedBytes: Int { get }

  /// Whether another writer waits for its turn.
  var isAwaited: Bool { get }

  /// What a writer that did not end well has logged; nil where there is no log.
  ///
  /// - Throws: `system`, `library`.
  func abandonedLog() throws(GitError) -> LogContents?

  /// Empties the log of a writer that did not end well: all of it is published.
  ///
  /// - Throws: `system`.
  func clearAbandonedLog() throws(GitError)

  /// Puts the log of a writer that did not end well where nobody takes it for one that is to be published.
  ///
  /// - Throws: `system`.
  func quarantineLog() throws(GitError)

  /// Sets refs that recovery has found to lag behind or to be damaged.
  ///
  /// - Parameter repairs: Full names with the ids that they get; a damaged file is kept in quarantine.
  /// - Throws: `system`, `busy`.
  func repair(_ repairs: [(name: String, target: ObjectID)]) throws(GitError)

  /// Says that nothing of an earlier writer is left to be recovered.
  func markRecovered()

  /// Ends the turn: the next writer may begin.
  func end()
}

/// Why a writer must recover before it writes.
package enum RecoveryReason: Sendable, Equatable {
  /// The last writer did not end well.
  case interruptedWriter
  /// The machine has started anew since the last writer.
  case otherBoot
}

/// Refs to be moved together.
package struct ReferenceMoves: Sendable {
  /// One ref, where it must be now and where it goes.
  package struct Move: Sendable, Equatable {
    package let name: String
    package let old: ObjectID?
    package let new: ObjectID

    package init(name: String, old: ObjectID?, new: ObjectID) {
      self.name = name
      self.old = old
      self.new = new
    }
  }

  /// The refs that follow, in order of their names.
  package let followers: [Move]

  /// The ref whose move is the commit point: once it is on disk, everything counts as done.
  package let commitPoint: Move

  package init(followers: [Move], commitPoint: Move) {
    self.followers = followers.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.commitPoint = commitPoint
  }
}

/// How a publication ended that was committed.
package enum PublishOutcome: Sendable, Equatable {
  /// Everything is where it belongs.
  case complete
  /// The commit point is on disk, but a follower could not be moved: recovery will move it.
  case committedButUnfinished(GitError)
}

/// How a publication ended that was not committed, or perhaps not.
package enum PublishFailure: Error, Sendable {
  /// Nothing changed. After a failed sync no further write may be tried through the same repository. The locks
  /// of the refs named last could not be given back and are left for recovery.
  case notCommitted(GitError, syncFailed: Bool, locked: [String] = [])
  /// The commit point moved, but whether that survives a power loss is not known.
  case indeterminate(GitError)
}
