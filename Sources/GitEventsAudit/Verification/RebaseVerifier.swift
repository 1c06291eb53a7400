import Git
import GitEvents

/// Checks that a rebase only gave events other places: whatever it took out of a stream must be there again, or must have
/// come from elsewhere, with the same id and the same content.
struct RebaseVerifier {
  /// What a rebase may not change of an event.
  private struct Content: Equatable {
    let type: EventType
    let tree: ObjectID
    let actor: Actor
    let schema: Int?
    let correlation: String?
    let causation: String?

    init(_ commit: EventCommit) {
      type = commit.type
      tree = commit.tree
      actor = commit.actor
      schema = commit.schema
      correlation = commit.correlation
      causation = commit.causation
    }
  }

  /// An event that was taken out.
  private struct Removed {
    let stream: StreamName
    let id: ObjectID
    let commit: EventCommit
    let entry: ObjectID
  }

  private let reader: EventReader
  private let subject: String
  private var removed: [Removed] = []
  private var present: [EventID: Content] = [:]
  /// The commits of what the streams hold.
  private var commits: Set<ObjectID> = []

  /// Begins with nothing taken out.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - subject: The ledger's ref.
  init(_ reader: EventReader, subject: String) {
    self.reader = reader
    self.subject = subject
  }

  /// Takes a part of an entry down.
  ///
  /// - Parameters:
  ///   - commit: The part.
  ///   - id: Its commit.
  ///   - superseded: Is told what is taken out.
  /// - Throws: `damaged` where the entry does not say what history says; `io`.
  mutating func add(
    _ commit: LedgerCommit, _ id: ObjectID, _ superseded: inout SupersededEvents
  ) throws(EventStoreError) {
    for line in commit.lines {
      guard let stream = line.stream else { continue }
      let old = try superseded.add(line, reader)
      removed += old.map { Removed(stream: stream, id: $0.id, commit: $0.commit, entry: id) }
      // What the stream holds in their place: what came from elsewhere, and what was appended behind it.
      let base = line.superseded.map { min($0.before, line.before) } ?? line.before
      var walk = StreamWalk(
        reader, stream, from: line.head, version: line.after, downTo: base + 1)
      while let (id, commit) = try walk.step() {
        present[commit.id] = Content(commit)
        commits.insert(id)
      }
    }
  }

  /// Compares what was taken out with what there is, and begins anew.
  ///
  /// - Parameter findings: Takes what is missing.
  mutating func finish(_ findings: inout FindingCollection) {
    for event in removed {
      let isThere = present[event.commit.id] != nil
      // What is where it was cannot have been taken out: whoever says so hides it from readers of the ledger.
      let isUnmoved = commits.contains(event.id)
      if !isUnmoved, present[event.commit.id] == Content(event.commit) { continue }
      findings.add(
        VerificationFinding(
          .ledgerRebase,
          "an entry that takes event \(event.commit.id) out"
            + (isUnmoved ? ", which is where it was" : isThere ? " and has another of its id" : ""),
          expected: "the same event in another place", stream: event.stream,
          versions: event.commit.version...event.commit.version, commit: CommitID(event.entry),
          subject: subject))
    }
    removed = []
    present = [:]
    commits = []
  }
}
