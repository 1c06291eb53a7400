package import Git

/// Where a store lives in a git repository: every ref's and file's name is made here and nowhere else.
///
/// `Docs/Format.md` describes the layout.
package enum StoreLayout {
  /// The version of the format that this program writes, and the newest that it reads.
  package static let formatVersion = 1

  /// What the floor below needs to know to write.
  package static let paths = StorePaths(
    folder: "git-events", referenceFolders: ["refs/events", "refs/ledger"],
    derivedFolders: ["refs/tags/snapshots", "refs/remote-events"], sharedFolders: ["refs/notes"])

  /// The prefix of the streams' refs.
  package static let streamPrefix = "refs/events/"

  /// The prefix of the ledgers' refs.
  package static let ledgerPrefix = "refs/ledger/"

  /// The prefix of all tags.
  package static let tagPrefix = "refs/tags/"

  /// The prefix of the branches of the project that a store may live beside.
  package static let branchPrefix = "refs/heads/"

  /// The prefix of all notes.
  package static let notesPrefix = "refs/notes/"

  /// The prefix of the snapshots' tags.
  package static let snapshotPrefix = "refs/tags/snapshots/"

  /// The prefix under which the refs of other repositories are remembered.
  package static let remotePrefix = "refs/remote-events/"

  /// The prefix under which the streams of a remote are remembered.
  ///
  /// - Parameter remote: The remote's name.
  /// - Returns: The prefix, with the slash at its end.
  package static func remoteStreamPrefix(of remote: String) -> String {
    "\(remotePrefix)\(remote)/streams/"
  }

  /// The prefix under which the ledgers of a remote are remembered.
  ///
  /// - Parameter remote: The remote's name.
  /// - Returns: The prefix, with the slash at its end.
  package static func remoteLedgerPrefix(of remote: String) -> String {
    "\(remotePrefix)\(remote)/ledger/"
  }

  /// The ref under which the notes of a remote are remembered.
  ///
  /// - Parameter remote: The remote's name.
  /// - Returns: The full name of the ref.
  package static func remoteNotes(of remote: String) -> String { "\(remotePrefix)\(remote)/notes" }

  /// What `git ls-remote` is asked for: all that belongs to a store, and the branches.
  package static let listedPatterns =
    [
      streamPrefix, ledgerPrefix, snapshotPrefix, branchPrefix,
    ].map { $0 + "*" } + [notesReference]

  /// The branch with which a repository without branches does not look empty.
  package static let mainBranch = "refs/heads/main"

  /// Whether a ref is a branch.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: True for a branch.
  package static func isBranch(_ reference: String) -> Bool { reference.hasPrefix(branchPrefix) }

  /// Whether a ref is among the snapshots' tags.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: True for a tag below their folder.
  package static func isSnapshot(_ reference: String) -> Bool {
    reference.hasPrefix(snapshotPrefix)
  }

  /// Whether a ref is among the streams and ledgers, or holds the reviewers' notes.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: True where it is.
  package static func isOfStore(_ reference: String) -> Bool {
    reference.hasPrefix(streamPrefix) || reference.hasPrefix(ledgerPrefix)
      || reference == notesReference
  }

  /// Refspecs that ask for all that belongs to a store, without a place that would be used for it.
  package static let wholeStore = [
    "\(streamPrefix)*:refs/incoming/events/*", "\(ledgerPrefix)*:refs/incoming/ledger/*",
    "\(snapshotPrefix)*:refs/incoming/snapshots/*",
    "\(notesReference):refs/incoming/notes",
  ]

  /// Refspecs that send all that a repository has to the same names.
  package static let everything = ["refs/*:refs/*"]

  /// What a ref stands for that says what a remote had.
  package enum Remembered: Equatable {
    case stream(remote: String, component: String)
    case ledger(remote: String, replica: String)
  }

  /// Tells what a ref stands for that says what a remote had.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: Nil for another ref.
  package static func remembered(_ reference: String) -> Remembered? {
    guard reference.hasPrefix(remotePrefix) else { return nil }
    let parts = reference.dropFirst(remotePrefix.count).split(separator: "/")
    guard parts.count >= 3 else { return nil }
    // A remote's name may have slashes.
    let remote = parts.dropLast(2).joined(separator: "/")
    let name = String(parts[parts.count - 1])
    switch parts[parts.count - 2] {
    case "streams": return .stream(remote: remote, component: name)
    case "ledger": return .ledger(remote: remote, replica: name)
    default: return nil
    }
  }

  /// The replica of a ledger's ref.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: Nil where the ref is no ledger's.
  package static func replica(of reference: String) -> String? {
    guard reference.hasPrefix(ledgerPrefix) else { return nil }
    let name = reference.dropFirst(ledgerPrefix.count)
    return name.isEmpty || name.contains("/") ? nil : String(name)
  }

  /// The ref of the reviewers' notes.
  package static let notesReference = "refs/notes/events"

  /// The prefix of the refs by which git shows other objects than there are.
  package static let replacementPrefix = "refs/replace/"

  /// The command that brings a store from where a repository was cloned from.
  package static let fetchCommand =
    "git fetch origin 'refs/events/*:refs/events/*' 'refs/ledger/*:refs/ledger/*'"

  /// The ref of a stream.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: The full name of its ref.
  package static func reference(of stream: StreamName) -> String {
    streamPrefix + StreamComponent.encode(stream.text)
  }

  /// The stream of a ref.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: Nil where the ref is not a stream's.
  package static func stream(of reference: String) -> StreamName? {
    guard reference.hasPrefix(streamPrefix) else { return nil }
    let component = reference.dropFirst(streamPrefix.count)
    return StreamComponent.decode(component).flatMap { try? StreamName($0) }
  }

  /// The ref of a replica's ledger.
  ///
  /// - Parameter replica: The replica's name.
  /// - Returns: The full name of its ref.
  package static func ledgerReference(of replica: String) -> String { ledgerPrefix + replica }

  /// The prefix of the snapshots' tags of one projection, or of one of its streams.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - stream: The stream; nil for all.
  /// - Returns: The prefix, with the slash at its end.
  package static func snapshotPrefix(
    of projection: ProjectionName, _ stream: StreamName? = nil
  ) -> String {
    let prefix = "\(snapshotPrefix)\(projection)/"
    return stream.map { prefix + StreamComponent.encode($0.text) + "/" } ?? prefix
  }

  /// What to tell `git push` so that it takes snapshots along.
  ///
  /// - Parameters:
  ///   - projection: The projection; nil for all.
  ///   - stream: The stream; nil for all.
  /// - Returns: A refspec with which the tags get the same names there.
  package static func snapshotRefspec(
    of projection: ProjectionName?, _ stream: StreamName? = nil
  ) -> String {
    let tags = (projection.map { snapshotPrefix(of: $0, stream) } ?? snapshotPrefix) + "*"
    return "\(tags):\(tags)"
  }

  /// The tag of a snapshot.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - stream: The stream.
  ///   - version: The version at which it stands.
  /// - Returns: The full name of its ref.
  package static func snapshotReference(
    of projection: ProjectionName, _ stream: StreamName, version: Int
  ) -> String {
    snapshotPrefix(of: projection, stream) + String(version)
  }

  /// The tag of a snapshot as git shows it, without `refs/tags/`.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - stream: The stream.
  ///   - version: The version.
  /// - Returns: The tag's name.
  package static func snapshotTag(
    of projection: ProjectionName, _ stream: StreamName, _ version: Int
  ) -> String {
    String(
      snapshotReference(of: projection, stream, version: version).dropFirst("refs/tags/".count))
  }

  /// What the name of a snapshot's tag says.
  ///
  /// - Parameter reference: A full ref name.
  /// - Returns: Nil where no snapshot has such a name.
  package static func snapshot(
    of reference: String
  ) -> (projection: ProjectionName, stream: StreamName, version: Int)? {
    guard reference.hasPrefix(snapshotPrefix) else { return nil }
    let parts = reference.dropFirst(snapshotPrefix.count)
      .split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let projection = try? ProjectionName(String(parts[0])),
      let stream = StreamComponent.decode(parts[1]).flatMap({ try? StreamName($0) }),
      let version = DecimalCount.value(parts[2].utf8), version > 0
    else { return nil }
    return (projection, stream, version)
  }

  /// The ref of a tag.
  ///
  /// - Parameter name: The tag as `git tag` knows it.
  /// - Returns: The full name of its ref.
  package static func tagReference(of name: String) -> String { tagPrefix + name }

  /// The name by which `git tag` knows a tag.
  ///
  /// - Parameter reference: The full name of its ref.
  /// - Returns: The name without its prefix.
  package static func tagName(of reference: String) -> String {
    String(reference.dropFirst(tagPrefix.count))
  }

  /// Draws a name for a replica: eight characters that are easily told apart.
  ///
  /// - Parameter random: The source of 40 bits.
  /// - Returns: The name.
  package static func replicaName(from random: RandomSource) -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
    let bits = random.next()
    let characters = (0..<8).map { alphabet[Int(bits >> UInt64(5 * $0) & 31)] }
    return String(decoding: characters, as: UTF8.self)
  }

  /// The names of the files in the trees of events and snapshots.
  package enum File {
    package static let data = "data.json"
    package static let metadata = "metadata.json"
    /// Reserved for attachments.
    package static let attachments = "files"
    /// The state in a snapshot's tree.
    package static let state = "state.json"
  }

  /// The types of the events that the store records about itself.
  package enum StoreEvent {
    package static let created = "store.created"
    package static let projectionDefined = "projection.defined"
    package static let projectionRemoved = "projection.removed"
    package static let eventAnnotated = "event.annotated"
    package static let eventSkipped = "event.skipped"
    package static let eventUnskipped = "event.unskipped"
  }

  /// The keys of an event commit's trailers, in the order in which they stand.
  package enum EventTrailer: String, CaseIterable {
    case id = "Event-Id"
    case stream = "Event-Stream"
    case version = "Event-Version"
    case time = "Event-Time"
    case occurred = "Event-Occurred"
    case schema = "Event-Schema"
    case correlation = "Correlation-Id"
    case causation = "Causation-Id"
    /// Reserved for payloads that can be erased.
    case payload = "Event-Payload"
    /// Reserved for the commit of the code that wrote the event.
    case code = "Event-Code"
  }

  /// The keys of a ledger commit's trailers, in the order in which they stand.
  package enum LedgerTrailer: String, CaseIterable {
    case replica = "Ledger-Replica"
    case position = "Ledger-Position"
    case time = "Ledger-Time"
    case kind = "Ledger-Kind"
    case part = "Ledger-Part"
    case store = "Ledger-Store"
    /// Reserved for a ledger that goes on where an archived one ended.
    case continues = "Ledger-Continues"
  }

  /// The keys of a snapshot tag's trailers, in the order in which they stand.
  package enum SnapshotTrailer: String, CaseIterable {
    case stream = "Snapshot-Stream"
    case version = "Snapshot-Version"
    case projection = "Snapshot-Projection"
    case definition = "Snapshot-Definition"
    case skipped = "Snapshot-Skipped"
  }
}
