package import Git
import Synchronization

/// Reads events from a repository, one commit at a time, and checks what it reads.
package struct EventReader: Sendable {
  /// No commit of the format comes near this size.
  package static let commitLimit = 4 << 20
  /// A writer may have been configured to take more than the standard; a reader takes this much.
  package static let payloadLimits = JSONLimits(maximumDepth: 64, maximumBytes: 64 << 20)

  /// The ledgers' entries that were asked for last: every look at a stream's head begins with the newest ones.
  private final class LatestEntries: Sendable {
    static let most = 4
    let entries = Mutex<[LedgerEntry]>([])
  }

  private let objects: any ObjectReading
  private let latest = LatestEntries()

  package init(_ objects: any ObjectReading) {
    self.objects = objects
  }

  /// Reads the entry of a ledger that ends with a commit, or remembers it: a commit's id covers all that it says.
  ///
  /// - Parameter tip: The commit.
  /// - Returns: The entry.
  /// - Throws: `damaged`, `io`.
  package func ledgerEntry(_ tip: ObjectID) throws(EventStoreError) -> LedgerEntry {
    let known = latest.entries.withLock { entries in entries.first { $0.tip == tip } }
    if let known { return known }
    let entry = try LedgerEntry(tip, self)
    latest.entries.withLock { entries in
      if entries.count >= LatestEntries.most { entries.removeFirst() }
      entries.append(entry)
    }
    return entry
  }

  /// Reads an event without its payload.
  ///
  /// - Parameters:
  ///   - id: Its commit.
  ///   - stream: The stream that it must belong to; nil for any.
  ///   - version: The version that it must have; nil for any.
  /// - Returns: The event's commit.
  /// - Throws: `damaged`, `io`.
  package func commit(
    _ id: ObjectID, of stream: StreamName? = nil, version: Int? = nil
  ) throws(EventStoreError) -> EventCommit {
    var memory = EventCommitMemory()
    return try commit(id, of: stream, version: version, recalling: &memory)
  }

  /// Reads an event without its payload, one of many.
  ///
  /// - Parameters:
  ///   - id: Its commit.
  ///   - stream: The stream that it must belong to; nil for any.
  ///   - version: The version that it must have; nil for any.
  ///   - memory: What the events before it had in common.
  /// - Returns: The event's commit.
  /// - Throws: `damaged`, `io`.
  package func commit(
    _ id: ObjectID, of stream: StreamName?, version: Int? = nil,
    recalling memory: inout EventCommitMemory
  ) throws(EventStoreError) -> EventCommit {
    let commit = try parse(id, stream) { (object) throws(FormatError) in
      var commit = try EventCommit(parsing: object.bytes, recalling: &memory)
      // The store lays an event's tree behind its commit, and the payload behind the tree.
      commit.treePlace = object.neighbour
      return commit
    }
    if let stream, commit.stream != stream {
      throw damaged(id, "it belongs to stream \(commit.stream), not to \(stream)", stream)
    }
    if let version, commit.version != version {
      throw damaged(id, "it is version \(commit.version), not \(version)", commit.stream)
    }
    return commit
  }

  /// Tells whether somebody signed a commit.
  ///
  /// - Parameter id: The commit of an event, or of a ledger.
  /// - Returns: Whether it has a signature, whatever that is worth.
  /// - Throws: `damaged`, `io`.
  package func isSigned(_ id: ObjectID) throws(EventStoreError) -> Bool {
    try parse(id, nil) { (object) throws(FormatError) in
      do {
        return try CommitObject(parsing: object.bytes).extraHeaders.contains { $0.isSignature }
      } catch {
        throw FormatError("it is not a commit that git would write")
      }
    }
  }

  /// Reads a ledger commit.
  ///
  /// - Parameter id: The commit.
  /// - Returns: What it says.
  /// - Throws: `damaged`, `io`.
  package func ledgerCommit(_ id: ObjectID) throws(EventStoreError) -> LedgerCommit {
    try parse(id, nil) { (object) throws(FormatError) in try LedgerCommit(parsing: object.bytes) }
  }

  private func parse<Value>(
    _ id: ObjectID, _ stream: StreamName?, _ body: (GitObject) throws(FormatError) -> Value
  ) throws(EventStoreError) -> Value {
    let object = try onGit(stream) { () throws(GitError) in
      try objects.object(id, limit: EventReader.commitLimit)
    }
    guard object.kind == .commit else {
      throw damaged(id, "it is a \(object.kind.name), not a commit", stream)
    }
    do {
      return try body(object)
    } catch {
      throw damaged(id, error.reason, stream)
    }
  }

  /// Adds the payload to an event.
  ///
  /// - Parameters:
  ///   - commit: The event without it.
  ///   - id: The event's commit.
  ///   - position: Its position, where that is known.
  /// - Returns: The whole event.
  /// - Throws: `damaged`, `io`.
  package func event(
    _ commit: EventCommit, _ id: ObjectID, position: Int? = nil
  ) throws(EventStoreError) -> RecordedEvent {
    let files = try payloadFiles(in: commit.tree, at: commit.treePlace, of: id, commit.stream)
    var place = files.place
    var data: JSONText?
    if let blob = files.data { data = try payload(blob, at: &place, of: id, commit.stream) }
    var metadata: JSONText?
    if let blob = files.metadata { metadata = try payload(blob, at: &place, of: id, commit.stream) }
    guard let data = data ?? (commit.payloadReference == nil ? nil : .null) else {
      throw damaged(id, "it has no \(StoreLayout.File.data)", commit.stream)
    }
    return RecordedEvent(commit, id, data: data, metadata: metadata, position: position)
  }

  /// Reads the payload of an event whose commit has been read, and is not kept apart.
  ///
  /// - Parameters:
  ///   - tree: The commit's tree.
  ///   - id: The commit.
  ///   - stream: Its stream.
  /// - Returns: The payload.
  /// - Throws: `damaged`, `io`.
  package func data(
    in tree: ObjectID, of id: ObjectID, _ stream: StreamName
  ) throws(EventStoreError) -> JSONText {
    let files = try payloadFiles(in: tree, at: .unknown, of: id, stream)
    guard let blob = files.data else {
      throw damaged(id, "it has no \(StoreLayout.File.data)", stream)
    }
    var place = files.place
    return try payload(blob, at: &place, of: id, stream)
  }

  /// What an event's tree names, and where the first blob may lie.
  private func payloadFiles(
    in tree: ObjectID, at place: ObjectPlace, of id: ObjectID, _ stream: StreamName
  ) throws(EventStoreError) -> (data: ObjectID?, metadata: ObjectID?, place: ObjectPlace) {
    let object = try onGit(stream) { () throws(GitError) in
      try objects.object(tree, .tree, at: place, limit: EventReader.commitLimit)
    }
    if let blobs = PayloadTree.blobs(in: object.bytes) {
      return (blobs.data, blobs.metadata, object.neighbour)
    }
    let tree: TreeObject
    do {
      tree = try TreeObject(parsing: object.bytes)
    } catch {
      throw damaged(id, "its tree cannot be read", stream)
    }
    var data: ObjectID?
    var metadata: ObjectID?
    for entry in tree.entries {
      switch (entry.name, entry.mode) {
      case (StoreLayout.File.data, .file): data = entry.id
      case (StoreLayout.File.metadata, .file): metadata = entry.id
      case (StoreLayout.File.attachments, .folder): break
      default:
        throw damaged(id, "its tree holds an entry that the format does not know", stream)
      }
    }
    return (data, metadata, object.neighbour)
  }

  /// Reads a blob that may lie at a place, and leaves the place of what was stored next.
  private func payload(
    _ blob: ObjectID, at place: inout ObjectPlace, of id: ObjectID, _ stream: StreamName
  ) throws(EventStoreError) -> JSONText {
    let object = try onGit(stream) { () throws(GitError) in
      try objects.object(
        blob, .blob, at: place, limit: EventReader.payloadLimits.maximumBytes)
    }
    place = object.neighbour
    guard object.kind == .blob else { throw damaged(id, "its payload is not a blob", stream) }
    do {
      return try JSONText(canonical: object.bytes, limits: EventReader.payloadLimits)
    } catch {
      throw damaged(id, "its payload is not JSON in the stored form (\(error.message))", stream)
    }
  }

  private func damaged(
    _ id: ObjectID, _ reason: String, _ stream: StreamName?
  ) -> EventStoreError {
    EventStoreError(
      .damaged, "commit \(id) is not a sound event: \(reason)",
      hint: "the store was damaged or tampered with; nothing was changed",
      stream: stream, commit: CommitID(id))
  }
}

extension RecordedEvent {
  init(
    _ commit: EventCommit, _ id: ObjectID, data: JSONText, metadata: JSONText?, position: Int?
  ) {
    self.init(
      stream: commit.stream, version: commit.version, id: commit.id, type: commit.type,
      time: commit.time, occurred: commit.occurred, actor: commit.actor,
      recorder: commit.recorder, correlation: commit.correlation, causation: commit.causation,
      schema: commit.schema, data: data, metadata: metadata, position: position,
      payloadReference: commit.payloadReference, commit: CommitID(id))
  }
}
