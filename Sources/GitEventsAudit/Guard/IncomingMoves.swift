import Git
import GitEvents

/// Moves by what their refs are for, and those that are refused for the name or the kind of the move alone.
struct IncomingMoves {
  /// A stream that moves.
  struct Stream {
    let name: StreamName
    let reference: String
    let old: ObjectID?
    let new: ObjectID
  }

  /// A ledger that moves.
  struct Ledger {
    let replica: String
    let reference: String
    let old: ObjectID?
    let new: ObjectID
  }

  private(set) var streams: [Stream] = []
  private(set) var ledgers: [Ledger] = []
  /// Snapshots that get a tag.
  private(set) var snapshots: [SnapshotReference] = []
  /// The reviewers' notes, where they move.
  private(set) var notes: [IncomingMove] = []
  private(set) var refusals: [IncomingRefusal] = []

  /// Whether there is anything left to look at.
  var concernsStore: Bool {
    !(streams.isEmpty && ledgers.isEmpty && snapshots.isEmpty && notes.isEmpty)
  }

  /// Sorts moves.
  ///
  /// - Parameters:
  ///   - moves: The moves.
  ///   - references: Reads where refs are.
  ///   - policy: What is taken in.
  /// - Throws: `io`.
  init(
    _ moves: [IncomingMove], _ references: any ReferenceReading, _ policy: IncomingPolicy
  ) throws(EventStoreError) {
    var seen: Set<String> = []
    for move in moves {
      guard let place = StoreLayout.guardedPlace(of: move.reference) else { continue }
      guard seen.insert(move.reference).inserted else {
        refuse(move, .stale, "the ref is named twice")
        continue
      }
      sort(move, place, policy)
    }
    if policy.ignoresCase { try refuseLookalikes(references) }
  }

  private mutating func sort(
    _ move: IncomingMove, _ place: StoreLayout.GuardedPlace, _ policy: IncomingPolicy
  ) {
    switch place {
    case .foreign(let reason): refuse(move, .format(.referenceName), reason)
    case .replacement:
      refuse(move, .format(.gitView), "git would show other objects than there are")
    case .stream:
      guard let name = StoreLayout.stream(of: move.reference),
        StoreLayout.reference(of: name) == move.reference
      else { return refuse(move, .format(.referenceName), "no stream has such a ref") }
      guard let new = move.new else {
        return refuse(move, .deletion, "streams are never deleted")
      }
      streams.append(Stream(name: name, reference: move.reference, old: move.old, new: new))
    case .ledger(let replica):
      guard !replica.isEmpty, !replica.contains("/") else {
        return refuse(move, .format(.referenceName), "no ledger has such a ref")
      }
      guard let new = move.new else {
        return refuse(move, .deletion, "ledgers are never deleted")
      }
      ledgers.append(
        Ledger(replica: replica, reference: move.reference, old: move.old, new: new))
    case .snapshot:
      guard let new = move.new else {
        if !policy.allowsSnapshotChanges {
          refuse(move, .deletion, "a snapshot that was published is not deleted by a push")
        }
        return
      }
      if move.old != nil, move.old != new, !policy.allowsSnapshotChanges {
        return refuse(
          move, .rewind, "a snapshot that was published is not replaced by a push")
      }
      let listed = ListedReference(name: move.reference, target: .success(new))
      guard let reference = SnapshotReference(listed) else {
        return refuse(move, .format(.referenceName), "no snapshot has such a tag")
      }
      snapshots.append(reference)
    case .notes:
      if move.new == nil {
        refuse(move, .deletion, "reviews are never deleted")
      } else {
        notes.append(move)
      }
    }
  }

  private mutating func refuse(
    _ move: IncomingMove, _ rule: IncomingRefusal.Rule, _ reason: String
  ) {
    refusals.append(IncomingRefusal(move.reference, rule, reason))
  }

  /// Takes a stream out that is refused for what only reading it tells.
  mutating func leaveOut(_ stream: StreamName) {
    streams.removeAll { $0.name == stream }
  }

  /// Refuses new refs whose files would be those of others.
  private mutating func refuseLookalikes(
    _ references: any ReferenceReading
  ) throws(EventStoreError) {
    let created =
      streams.filter { $0.old == nil }.map(\.reference)
      + ledgers.filter { $0.old == nil }.map(\.reference)
    if created.isEmpty { return }
    var known: [String: String] = [:]
    for prefix in [StoreLayout.streamPrefix, StoreLayout.ledgerPrefix] {
      let listed = try onGit { () throws(GitError) in
        try references.references(under: prefix, after: nil, limit: .max)
      }
      for reference in listed { known[reference.name.lowercased()] = reference.name }
    }
    for reference in created {
      let folded = reference.lowercased()
      if let other = known[folded], other != reference {
        refusals.append(
          IncomingRefusal(
            reference, .format(.referenceName), "\(other) differs from it by letter case alone"))
        streams.removeAll { $0.reference == reference }
        ledgers.removeAll { $0.reference == reference }
      }
      known[folded] = reference
    }
  }
}
