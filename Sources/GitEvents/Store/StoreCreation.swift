package import Git

/// What a store's first event says: which store it is, and in which version of the format.
package struct StoreCreation: Sendable {
  package let id: String
  package let format: Int

  /// Reads the first event of a repository's own stream.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - asksCache: Whether a long stream is walked only as far as an earlier walk is remembered.
  /// - Returns: Nil where there is no store.
  /// - Throws: `unsupported` for a newer format; `damaged`, `io`.
  package static func find(
    in repository: any StoreRepository, asksCache: Bool = true
  ) throws(EventStoreError) -> StoreCreation? {
    let reader = EventReader(repository)
    let reference = StoreLayout.reference(of: .store)
    let target = try onGit(.store) { () throws(GitError) in try repository.reference(reference) }
    guard let target else { return nil }
    return try find(behind: target, asksCache ? repository : nil, reader)
  }

  /// Reads the first event behind a head of a store's own stream.
  ///
  /// - Parameters:
  ///   - head: The head.
  ///   - reader: Reads the repository.
  /// - Returns: What it says.
  /// - Throws: `unsupported` for a newer format; `damaged`, `io`.
  package static func find(
    behind head: ObjectID, _ reader: EventReader
  ) throws(EventStoreError) -> StoreCreation {
    try find(behind: head, nil, reader)
  }

  private static func find(
    behind head: ObjectID, _ repository: (any StoreRepository)?, _ reader: EventReader
  ) throws(EventStoreError) -> StoreCreation {
    let first = try first(behind: head, repository, reader)
    let creation = try StoreCreation(reader.event(first.commit, first.id))
    guard creation.format <= StoreLayout.formatVersion else {
      throw EventStoreError(
        .unsupported,
        "the store is written in format \(creation.format); this program knows \(StoreLayout.formatVersion)",
        hint: "use a newer git-events")
    }
    return creation
  }

  /// Finds the stream's first event: by walking, or from where an earlier walk began.
  private static func first(
    behind head: ObjectID, _ repository: (any StoreRepository)?, _ reader: EventReader
  ) throws(EventStoreError) -> (id: ObjectID, commit: EventCommit) {
    let newest = try reader.commit(head, of: .store)
    var last = (id: head, commit: newest)
    let cache = repository.map { StoreCreationCache($0) }
    let isLong = newest.version > StoreCreationCache.worthwhileSteps
    let known = isLong ? cache?.entry() : nil
    var walk = StreamWalk(reader, .store, from: head, version: newest.version, downTo: 1)
    var steps = 0
    while let next = try walk.step() {
      last = next
      steps += 1
      guard let known, next.id == known.head else { continue }
      // What does not lead to a first event of the stream was not written by us: walk on.
      guard let first = try? reader.commit(known.first, of: .store, version: 1) else { continue }
      last = (known.first, first)
      break
    }
    if steps > StoreCreationCache.worthwhileSteps {
      cache?.keep(.init(head: head, first: last.id))
    }
    return last
  }

  private init(_ event: RecordedEvent) throws(EventStoreError) {
    let damaged = EventStoreError(
      .damaged, "the store's first event is not a sound \(StoreLayout.StoreEvent.created)",
      stream: .store, commit: event.commit)
    guard event.type.text == StoreLayout.StoreEvent.created else { throw damaged }
    do {
      let members = try JSONObjectMembers(event.data.bytes, limits: .standard).members
      guard let id = members.first(where: { $0.name == "id" }),
        let format = members.first(where: { $0.name == "format" })
      else { throw damaged }
      self.id = try id.value.string()
      self.format = try format.value.integer()
    } catch {
      throw damaged
    }
  }

  init(id: String) {
    self.id = id
    format = StoreLayout.formatVersion
  }

  /// The event that creates the store.
  func event() throws(EventStoreError) -> EventData {
    var writer = JSONLineWriter()
    writer.member("format", integer: format)
    writer.member("id", string: id)
    do {
      return EventData(
        type: try EventType(StoreLayout.StoreEvent.created), data: try JSONText(writer.finish()))
    } catch {
      throw EventStoreError(.invalidInput, "the store's id cannot be written")
    }
  }
}
