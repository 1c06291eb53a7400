package import Git
package import GitEvents

/// What a push will send, decided in full before anything is sent.
package struct PushPlan: Sendable {
  /// One ref that is sent.
  package struct Item: Sendable {
    /// What the ref stands for.
    package enum Subject: Sendable {
      /// A stream, with the versions that the remote does not have.
      case stream(StreamName, before: Int, after: Int)
      /// The ledger of a replica, up to a position.
      case ledger(replica: String, position: Int)
      /// A snapshot.
      case snapshot(String)
      /// The reviewers' notes.
      case notes
      /// The branch that says what the repository is.
      case readMe
    }

    package let subject: Subject
    package let reference: String
    package let target: ObjectID
    package let isNew: Bool
  }

  /// A ref that cannot be sent.
  package struct Obstacle: Sendable {
    package let reference: String
    package let stream: StreamName?
    package let reason: String
  }

  package private(set) var items: [Item] = []
  /// Nothing is sent where there is one.
  package private(set) var obstacles: [Obstacle] = []

  private let listing: RemoteListing
  private let known: RemoteView
  private let reader: EventReader

  /// Compares what is here with what a remote has.
  ///
  /// - Parameters:
  ///   - shared: What is here.
  ///   - listing: What the remote has.
  ///   - known: What is remembered of it.
  ///   - store: The store.
  ///   - isLedgerOnly: Whether only this replica's ledger is sent.
  /// - Throws: `damaged`, `io`.
  package init(
    _ shared: SharedReferences, to listing: RemoteListing, known: RemoteView,
    of store: EventStore, isLedgerOnly: Bool
  ) throws(EventStoreError) {
    self.listing = listing
    self.known = known
    reader = store.reader
    for (replica, tip) in shared.view.ledgers.sorted(by: { $0.key < $1.key })
    where !isLedgerOnly || replica == shared.replica {
      try addLedger(replica, tip, isOwn: replica == shared.replica)
    }
    if isLedgerOnly { return }
    for (stream, head) in shared.view.streams.sorted(by: { $0.key.text < $1.key.text }) {
      try addStream(stream, head)
    }
    for (name, target) in shared.snapshots { addSnapshot(name, target) }
    if let notes = shared.view.notes { try addNotes(notes, store) }
  }

  /// Adds the branch that says what the repository is.
  ///
  /// - Parameter commit: Its commit.
  mutating func add(readMe commit: ObjectID) {
    items.append(
      Item(subject: .readMe, reference: StoreLayout.mainBranch, target: commit, isNew: true))
  }

  /// How many events the remote gets.
  package var events: Int {
    items.reduce(0) {
      if case .stream(_, let before, let after) = $1.subject { $0 + after - before } else { $0 }
    }
  }

  private mutating func addStream(
    _ stream: StreamName, _ head: ObjectID
  ) throws(EventStoreError) {
    let there = listing.view.streams[stream]
    if there == head { return }
    let reference = StoreLayout.reference(of: stream)
    let commit = try reader.commit(head, of: stream)
    guard let there else {
      items.append(
        Item(
          subject: .stream(stream, before: 0, after: commit.version), reference: reference,
          target: head, isNew: true))
      return
    }
    let ours = StreamHead(version: commit.version, commit: head, time: commit.time)
    do throws(EventStoreError) {
      switch try StreamMeeting(of: stream, here: ours, there: there, reader) {
      case .behind: return
      case .nothingNew:
        let before = try reader.commit(there, of: stream).version
        items.append(
          Item(
            subject: .stream(stream, before: before, after: commit.version), reference: reference,
            target: head, isNew: false))
      case .diverged: refuse(reference, stream, "has events of \(stream) that are not here")
      }
    } catch {
      guard case .missingObject? = error.cause as? GitError else { throw error }
      // What the remote had when last asked is what is here: it has gone on, and nothing is new on this side.
      if known.streams[stream] == head { return }
      refuse(reference, stream, "has events of \(stream) that are not here")
    }
  }

  private mutating func addLedger(
    _ replica: String, _ tip: ObjectID, isOwn: Bool
  ) throws(EventStoreError) {
    let there = listing.view.ledgers[replica]
    if there == tip { return }
    let reference = StoreLayout.ledgerReference(of: replica)
    let entry = try reader.ledgerEntry(tip)
    let item = Item(
      subject: .ledger(replica: replica, position: entry.position), reference: reference,
      target: tip, isNew: there == nil)
    guard let there else {
      items.append(item)
      return
    }
    do throws(EventStoreError) {
      let position = try reader.ledgerEntry(there).position
      var next: LedgerEntry? = entry
      while let entry = next, entry.position >= position {
        if entry.tip == there {
          items.append(item)
          return
        }
        next = try entry.previous.map { (id) throws(EventStoreError) in
          try reader.ledgerEntry(id)
        }
      }
    } catch {
      guard case .missingObject? = error.cause as? GitError else { throw error }
    }
    // Another replica's ledger is its own to push; this one can only have been set back.
    if isOwn { refuse(reference, nil, "has a ledger of this replica that is not here") }
  }

  private mutating func addNotes(
    _ notes: ObjectID, _ store: EventStore
  ) throws(EventStoreError) {
    let there = listing.view.notes
    // What the remote had when last asked is what is here: nothing is new on this side.
    if there == notes || (there != nil && known.notes == notes) { return }
    let reference = StoreLayout.notesReference
    if let there, try !store.leads(from: notes, to: there) {
      return refuse(reference, nil, "has reviews that are not here")
    }
    items.append(Item(subject: .notes, reference: reference, target: notes, isNew: there == nil))
  }

  private mutating func addSnapshot(_ name: String, _ target: ObjectID) {
    // One that is there already stays: anybody can take it anew.
    guard listing.snapshots[name] == nil else { return }
    items.append(
      Item(
        subject: .snapshot(StoreLayout.tagName(of: name)), reference: name, target: target,
        isNew: true))
  }

  private mutating func refuse(_ reference: String, _ stream: StreamName?, _ reason: String) {
    obstacles.append(
      Obstacle(
        reference: reference, stream: stream, reason: "\(listing.view.remote) \(reason)"))
  }
}
