import Git

extension EventStore {
  /// Reads one stream.
  ///
  /// Costs what is read, and the way to it: a commit knows its parent only, so the versions above the range are walked.
  /// A long way is walked once, and leaves a file behind from which the next read finds its way. Going forward takes 32
  /// bytes of memory for each version of the range the first time, then memory for some
  /// thousand.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - direction: Oldest or newest first.
  ///   - versions: Only these versions; nil for all.
  /// - Returns: A cursor that reads as it is asked.
  /// - Throws: `streamNotFound`, `damaged`, `io`.
  public func read(
    _ stream: StreamName, _ direction: ReadDirection, versions: ClosedRange<Int>? = nil
  ) throws(EventStoreError) -> EventCursor {
    let heads = StreamHeads(repository, reader, try LedgerView(repository, reader))
    guard let (id, newest) = try heads.head(of: stream) else {
      throw EventStoreError(
        .streamNotFound, "no stream \(stream)", hint: "`git events streams` lists them",
        stream: stream)
    }
    let range = (versions ?? 1...newest.version).clamped(to: 1...newest.version)
    if let versions, !versions.overlaps(1...newest.version) { return EventCursor { () in nil } }
    let finder = VersionFinder(repository, reader, stream)
    switch direction {
    case .backward:
      let top = try finder.commit(at: range.upperBound, below: id, newest)
      var walk = StreamWalk(
        reader, stream, from: top.id, version: range.upperBound, downTo: range.lowerBound,
        reading: top.commit)
      return EventCursor { [reader] () throws(EventStoreError) in
        try walk.step().map { (step) throws(EventStoreError) in
          try reader.event(step.commit, step.id)
        }
      }
    case .forward:
      guard range.count > VersionTable.shortWay else {
        let top = try finder.commit(at: range.upperBound, below: id, newest)
        return try forward(finder, stream, top, range)
      }
      let known = try finder.known(below: id, newest)
      guard known.table != nil else { return try forward(finder, stream, (id, newest), range) }
      var segments = SegmentedRead(reader, stream, known, range)
      return EventCursor(readingAhead: reader) { () throws(EventStoreError) in
        try segments.popFirst()
      }
    }
  }

  /// Walks down to the first version of a range, and reads the range from there.
  ///
  /// The walk ends with the events that are wanted first: their payloads are read while it goes on.
  private func forward(
    _ finder: VersionFinder, _ stream: StreamName, _ top: (id: ObjectID, commit: EventCommit),
    _ range: ClosedRange<Int>
  ) throws(EventStoreError) -> EventCursor {
    var walk = StreamWalk(
      reader, stream, from: top.id, version: top.commit.version, downTo: range.lowerBound,
      reading: top.commit)
    var later = PendingEvents(of: stream)
    var earlier = PendingEvents(of: stream)
    var prepared: [ReadAheadBatch] = []
    var trail = Trail()
    while let (id, commit) = try walk.step() {
      trail.note(commit.version, id)
      guard commit.version <= range.upperBound else { continue }
      let place = commit.version - range.lowerBound
      if place >= ReadAhead.preparedEvents || range.count < ReadAhead.alone {
        later.prepend(id, commit)
        continue
      }
      earlier.prepend(id, commit)
      if place % ReadAhead.preparedBatch == 0 {
        prepared.append(ReadAheadBatch(beginning: earlier.takeAll(), reader))
      }
    }
    if range.count > VersionTable.shortWay {
      // Only a long range is walked from the head, and only what the head covers belongs into its table.
      finder.keep(
        trail, below: .init(version: top.commit.version, id: top.id),
        walked: top.commit.version - range.lowerBound)
    }
    return EventCursor(readingAhead: reader, behind: prepared) { () in later.popFirst() }
  }

  /// Reads every event of the store.
  ///
  /// Going backward begins at once and needs memory for the streams of one append. Going forward by position needs 20
  /// bytes for each append, and up to 55 MB for one of 100,000 events; in global order 32 for each event.
  ///
  /// - Parameters:
  ///   - order: By position or in global order.
  ///   - direction: Oldest or newest first.
  ///   - position: Only events at later positions; 0 for all.
  /// - Returns: A cursor that reads as it is asked, over what the store held when it was made.
  /// - Throws: `damaged`, `io`.
  public func readAll(
    _ order: ReadOrder, _ direction: ReadDirection, after position: Int = 0
  ) throws(EventStoreError) -> EventCursor {
    let view = try LedgerView(repository, reader)
    switch (order, direction) {
    case (.position, .forward):
      var walk = try PositionWalk(reader, view.entry, after: position)
      return EventCursor(readingAhead: reader) { () throws(EventStoreError) in try walk.next() }
    case (.position, .backward):
      var walk = ReversePositionWalk(reader, view.entry, after: position)
      return EventCursor { () throws(EventStoreError) in try walk.next() }
    case (.global, .backward):
      var walk = try GlobalOrderWalk(repository, reader, view.entry)
      return EventCursor { [reader] () throws(EventStoreError) in
        while let event = try walk.next() {
          if let known = event.position, known <= position { continue }
          return try reader.event(event.commit, event.id, position: event.position)
        }
        return nil
      }
    case (.global, .forward):
      // Only the newest-first walk needs no look-ahead, so it runs first and keeps 32 bytes an event.
      var walk = try GlobalOrderWalk(repository, reader, view.entry)
      var pending = PendingEvents(of: nil)
      while let event = try walk.next() {
        if let known = event.position, known <= position { continue }
        pending.prepend(event.id, event.commit, position: event.position)
      }
      return EventCursor(readingAhead: reader) { () in pending.popFirst() }
    }
  }

  /// Finds an event by its id.
  ///
  /// - Parameter id: The id.
  /// - Returns: The event, or nil where there is none.
  /// - Throws: `damaged`, `io`.
  public func event(id: EventID) throws(EventStoreError) -> RecordedEvent? {
    let tip = try LedgerView(repository, reader).entry?.tip
    guard let commit = try commits(of: [id], at: tip)[id] else { return nil }
    return try reader.event(reader.commit(commit), commit)
  }

  /// Reads the event that is a commit.
  ///
  /// - Parameter commit: The commit.
  /// - Returns: The event, or nil where the repository has no such commit.
  /// - Throws: `damaged` where the commit is not an event; `io`.
  public func event(commit: CommitID) throws(EventStoreError) -> RecordedEvent? {
    do {
      return try reader.event(reader.commit(commit.object), commit.object)
    } catch {
      if case .missingObject(commit.object)? = error.cause as? GitError { return nil }
      throw error
    }
  }

  /// Resolves an abbreviated commit id.
  ///
  /// - Parameter hex: At least four hexadecimal digits.
  /// - Returns: The commits that it may mean.
  /// - Throws: `io`, `damaged`.
  package func commits(withPrefix hex: String) throws(EventStoreError) -> [CommitID] {
    try onGit { () throws(GitError) in
      try repository.objects(withPrefix: hex).filter { (id) in
        (try? repository.object(id, limit: 4 << 20).kind) == .commit
      }
    }.map(CommitID.init)
  }
}
