import Git
import GitEvents

/// Checks that snapshots are whole and stand on events of their streams.
///
/// What a state says is not checked: that takes the projection that made it, and `snapshot verify` computes it again.
struct SnapshotsVerifier {
  private let objects: CheckedObjects
  private let references: [SnapshotReference]
  /// Whether states are elsewhere: in a clone without payloads.
  private let lacksStates: Bool
  /// What is wrong with the tags' refs themselves.
  private let findings: [VerificationFinding]

  /// Lists the snapshots.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - objects: Reads the repository.
  /// - Throws: `io`.
  init(_ store: EventStore, _ objects: CheckedObjects) throws(EventStoreError) {
    self.objects = objects
    lacksStates = store.isWithoutPayloads
    references = try store.snapshotReferences()
    let listed = try onGit { () throws(GitError) in
      try store.repository.references(under: StoreLayout.snapshotPrefix, after: nil, limit: .max)
    }
    let known = Set(references.map(\.name))
    findings = listed.filter { !known.contains($0.name) }.map { reference in
      VerificationFinding(.snapshotFormat, "a ref that is no snapshot's", subject: reference.name)
    }
  }

  /// Checks snapshots.
  ///
  /// - Parameters:
  ///   - streams: The streams whose snapshots are looked at; nil for all.
  ///   - view: Where the streams' refs point.
  ///   - findings: Takes what is wrong.
  /// - Returns: How many snapshots there are.
  /// - Throws: `io` and what else keeps them from being read.
  func verify(
    _ streams: Set<StreamName>?, _ view: ReferenceView, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Int {
    let events = EventReader(objects)
    let reader = SnapshotReader(objects, events)
    var count = 0
    // Grouped by stream, and within one from the highest version down, so that each history is walked once.
    var byStream: [StreamName: [SnapshotReference]] = [:]
    if streams == nil {
      for finding in self.findings { findings.add(finding) }
    }
    for reference in references
    where streams?.contains(reference.stream) ?? true {
      byStream[reference.stream, default: []].append(reference)
    }
    for (stream, references) in byStream.sorted(by: { $0.key < $1.key }) {
      var next = view.tip(of: stream)
      var version = next.flatMap { try? events.commit($0).version } ?? 0
      for reference in references.sorted(by: { $0.version > $1.version }) {
        count += 1
        let snapshot: Snapshot
        do throws(EventStoreError) {
          snapshot = try reader.snapshot(reference)
          if !lacksStates { _ = try reader.state(of: snapshot) }
        } catch {
          findings.add(
            try VerificationFinding(
              of: error, .snapshotFormat, at: reference.target, stream: stream,
              version: reference.version, subject: reference.name))
          continue
        }
        while version > reference.version, let id = next, let commit = try? events.commit(id) {
          next = commit.parent
          version -= 1
        }
        if version != reference.version || next != snapshot.event {
          findings.add(
            VerificationFinding(
              .snapshotFormat, "it stands on commit \(snapshot.event)",
              expected: "version \(reference.version) of the stream", stream: stream,
              versions: reference.version...reference.version, commit: CommitID(snapshot.event),
              subject: reference.name))
        }
      }
    }
    return count
  }
}
