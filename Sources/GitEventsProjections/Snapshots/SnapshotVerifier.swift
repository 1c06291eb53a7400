import Git
package import GitEvents

/// Computes the states of snapshots again, from the events alone, and compares.
package struct SnapshotVerifier {
  private typealias Finding = SnapshotVerification.Finding

  private let store: EventStore
  private let notes: StoreNotes
  private let definitions: KnownDefinitions
  private let options: ReplayOptions

  /// Makes a verifier.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - notes: What the store has recorded about its events.
  ///   - definitions: The definitions in use.
  ///   - options: How much an event may cost.
  package init(
    _ store: EventStore, _ notes: StoreNotes, _ definitions: KnownDefinitions,
    _ options: ReplayOptions
  ) {
    self.store = store
    self.notes = notes
    self.definitions = definitions
    var options = options
    options.usesSnapshots = false
    options.usesCheckpoints = false
    options.includesSkipped = false
    self.options = options
  }

  /// Verifies snapshots; each stream is replayed once for each projection.
  ///
  /// - Parameters:
  ///   - references: Their tags.
  ///   - visit: Is given each verification as it is done: by stream and projection, the lowest version first.
  /// - Throws: `damaged` where a stream cannot be walked; `io`; what `visit` throws.
  package func verify(
    _ references: [SnapshotReference], _ visit: (SnapshotVerification) throws -> Void
  ) throws {
    let groups = Dictionary(grouping: references) {
      Group(stream: $0.stream, projection: $0.projection)
    }
    let examiner = SnapshotExaminer(store, notes, definitions)
    // Compiling takes its time, and the groups of one projection follow each other.
    var fold: (projection: ProjectionName, Result<any StateFold, any Error>)?
    for (group, references) in groups.sorted(by: { $0.key < $1.key }) {
      var replayer: Result<StreamReplayer, any Error>?
      for examined in try examiner.examine(references.sorted { $0.version < $1.version }) {
        let verdict = try verdict(on: examined) { definition in
          if fold?.projection != group.projection {
            fold = (group.projection, Result { try definition.makeFold(options) })
          }
          let known =
            replayer ?? Result { try self.replayer(group.stream, definition, fold?.1.get()) }
          replayer = known
          return try known.get()
        }
        try visit(SnapshotVerification(examined: examined, verdict: verdict))
      }
    }
  }

  private struct Group: Hashable, Comparable {
    let stream: StreamName
    let projection: ProjectionName

    static func < (left: Group, right: Group) -> Bool {
      if left.projection != right.projection { return left.projection < right.projection }
      return left.stream < right.stream
    }
  }

  private func replayer(
    _ stream: StreamName, _ definition: ProjectionDefinition, _ fold: (any StateFold)?
  ) throws -> StreamReplayer {
    try StreamReplayer(
      store, stream, definition, fold ?? definition.makeFold(options), notes: notes,
      options: options)
  }

  private func verdict(
    on examined: ExaminedSnapshot, _ replayer: (ProjectionDefinition) throws -> StreamReplayer
  ) throws -> SnapshotVerification.Verdict {
    if case .damaged(let reason) = examined.standing {
      return .differs([Finding(aspect: .form, expected: "a sound snapshot", found: reason)])
    }
    guard let snapshot = examined.snapshot else { return .notChecked("it was not read") }
    if examined.standing == .notInStream {
      return .differs([try eventFinding(snapshot)])
    }
    guard let made = snapshot.definition else { return .notChecked("its state was supplied") }
    guard let definition = definitions.definition(snapshot.projection) else {
      return .notChecked("nothing here defines \(snapshot.projection)")
    }
    if case .swift = definition.kind {
      return .notChecked("only the program that has \(snapshot.projection) can compute it")
    }
    var findings: [Finding] = []
    func compare(_ aspect: Finding.Aspect, _ expected: String, _ found: String) {
      if expected == found { return }
      findings.append(Finding(aspect: aspect, expected: expected, found: found))
    }
    compare(.definition, try definition.id().hex, made.hex)
    do {
      let replayer = try replayer(definition)
      compare(
        .leftOut, try replayer.skippedKey(through: snapshot.version) ?? "none",
        snapshot.skipped ?? "none")
      let state = try replayer.replay(at: snapshot.version).state
      let blob = try onGit { () throws(GitError) in try ObjectHasher.id(of: .blob, state.bytes) }
      compare(.state, blob.hex, snapshot.stateBlob.hex)
    } catch let error as ProjectionError {
      findings.append(
        Finding(
          aspect: .computation, expected: "a state that can be computed", found: error.message))
    }
    return findings.isEmpty ? .same : .differs(findings)
  }

  private func eventFinding(_ snapshot: Snapshot) throws -> Finding {
    let commits = try StreamCommits(store, snapshot.stream)
    let expected =
      snapshot.version <= commits.head
      ? try commits.commit(of: snapshot.version).hex
      : "an event of \(snapshot.stream), which is at version \(commits.head)"
    return Finding(aspect: .event, expected: expected, found: snapshot.event.hex)
  }
}
