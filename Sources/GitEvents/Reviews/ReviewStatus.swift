import Git

/// How much of a stream is reviewed.
package struct ReviewStatus: Sendable, Equatable {
  package let stream: StreamName
  /// How many events were looked at: those that are old enough.
  package let events: Int
  /// How many of them nobody has approved or rejected.
  package let open: Int
  /// How many of them somebody has rejected, and not approved since.
  package let rejected: Int
  /// The oldest event that nobody has reviewed; nil where there is none.
  package let oldest: (version: Int, time: Timestamp)?

  package static func == (left: ReviewStatus, right: ReviewStatus) -> Bool {
    left.stream == right.stream && left.events == right.events && left.open == right.open
      && left.rejected == right.rejected && left.oldest?.version == right.oldest?.version
  }
}

extension EventStore {
  /// Finds out how much of each stream is reviewed; the store's own streams are left out.
  ///
  /// Reads every event's commit and every note once.
  ///
  /// - Parameters:
  ///   - reviewer: Only reviews by this one count: a name, an address, or `NAME <MAIL>`; nil for anybody's.
  ///   - time: Only events count that were recorded before; nil for all.
  ///   - body: Takes each stream, in order of their names.
  /// - Throws: What the body throws; `damaged`, `io`.
  package func reviewStatus(
    by reviewer: String? = nil, olderThan time: Timestamp? = nil,
    _ body: (ReviewStatus) throws -> Void
  ) throws {
    let standings = try ReviewStandings(self, by: reviewer)
    var cursor = try streams()
    while let stream = try cursor.next() {
      if stream.name.isReserved { continue }
      try body(try status(of: stream, standings, olderThan: time))
    }
  }

  private func status(
    of stream: StreamSummary, _ standings: ReviewStandings, olderThan time: Timestamp?
  ) throws(EventStoreError) -> ReviewStatus {
    var (events, open, rejected) = (0, 0, 0)
    var oldest: (version: Int, time: Timestamp)?
    var walk = StreamWalk(
      reader, stream.name, from: stream.head.object, version: stream.version, downTo: 1)
    while let (id, commit) = try walk.step() {
      if let time, commit.time >= time { continue }
      events += 1
      let standing = standings[id]
      if standing?.isRejected == true { rejected += 1 }
      if standing?.isReviewed == true { continue }
      open += 1
      oldest = (commit.version, commit.time)
    }
    return ReviewStatus(
      stream: stream.name, events: events, open: open, rejected: rejected, oldest: oldest)
  }

  /// The commits of a part of a stream.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - versions: The versions.
  /// - Returns: The commits, in order of their versions.
  /// - Throws: `streamNotFound`, `damaged`, `io`.
  package func commits(
    of stream: StreamName, _ versions: ClosedRange<Int>
  ) throws(EventStoreError) -> [CommitID] {
    let heads = StreamHeads(repository, reader, try LedgerView(repository, reader))
    guard let (id, newest) = try heads.head(of: stream) else {
      throw EventStoreError(
        .streamNotFound, "no stream \(stream)", hint: "`git events streams` lists them",
        stream: stream)
    }
    var walk = StreamWalk(
      reader, stream, from: id, version: newest.version, downTo: versions.lowerBound,
      reading: newest)
    var commits: [CommitID] = []
    while let (id, commit) = try walk.step() {
      if versions.contains(commit.version) { commits.append(CommitID(id)) }
    }
    return commits.reversed()
  }
}

/// What the reviews of every event come to.
private struct ReviewStandings {
  private var standings: [ObjectID: ReviewStanding] = [:]

  init(_ store: EventStore, by reviewer: String?) throws(EventStoreError) {
    let target = try onGit { () throws(GitError) in
      try store.repository.reference(StoreLayout.notesReference)
    }
    let change = NotesChange(store)
    // Many events have the same note.
    var known: [[ObjectID]: ReviewStanding] = [:]
    for (object, blobs) in try change.tree(of: target).notes {
      if let standing = known[blobs] {
        standings[object] = standing
        continue
      }
      let note = EventNote(parsing: try change.bytes(of: blobs))
      let standing = ReviewStanding(of: note.reviews, by: reviewer)
      known[blobs] = standing
      standings[object] = standing
    }
  }

  subscript(commit: ObjectID) -> ReviewStanding? { standings[commit] }
}
