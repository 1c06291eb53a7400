import Git

/// What an import brings with one move of the ledger: one pack, one entry, any number of chunks.
struct ImportPublication: ~Copyable {
  /// How large a publication becomes.
  ///
  /// For so long other writers wait, and so much is done again where it is interrupted. An entry of many streams is slow
  /// to read, and the next writer reads it.
  private static let limit = (
    events: 65_536, streams: 16_384, bytes: 256 << 20, time: Duration.seconds(2)
  )

  let session: AppendSession
  let adopted: LedgerAdoption
  var encoder: AppendEncoder<PackBuilder>
  var streams = ImportedStreams()
  var events: [(id: EventID, commit: ObjectID)] = []
  /// What stands for the ids that are not published yet.
  var pending = KeySet()
  var latest: Timestamp?
  var earlier: (entries: [LedgerChain.Earlier], gaps: Int) = ([], 0)
  var report = ImportReport()
  private let end = ContinuousClock.now + ImportPublication.limit.time

  /// Begins a publication.
  ///
  /// - Parameter session: The writer's turn.
  /// - Throws: `damaged`, `io`.
  init(_ session: AppendSession) throws(EventStoreError) {
    let taken = try session.adopt()
    let turn = session.turn
    let pack = try onGit { () throws(GitError) in try turn.makeGrowingPack() }
    self.session = session
    adopted = taken
    encoder = session.makeEncoder(pack)
  }

  /// Whether it is time to publish.
  var isFull: Bool {
    let limit = ImportPublication.limit
    return events.count >= limit.events || streams.changedCount >= limit.streams
      || encoder.byteCount >= limit.bytes || ContinuousClock.now >= end
  }

  /// Adds a chunk: all of it or nothing.
  ///
  /// - Parameter chunk: The chunk.
  /// - Returns: False where what was added before must be published first.
  /// - Throws: As `append` does, with `index` where an event is refused; else nothing can be published any more.
  mutating func add(_ chunk: ImportChunk) throws(EventStoreError) -> Bool {
    if try addPlain(chunk) { return true }
    let proposal = try Proposal(chunk.batch, mayWriteReserved: false)
    if proposal.broughtIDs.contains(where: { pending.contains(HistoryLookup.key(of: $0)) }) {
      return false
    }
    streams.noteAll { session.note($0, of: $1) }
    try session.lookUp(proposal)
    let plan = try AppendPlan(proposal, session)
    if !isFirst, session.gapCount != earlier.gaps {
      // What other programs have brought stands in the ledger before what is added after it.
      return false
    }
    report.skipped += plan.answers.count - plan.newEvents.count
    if plan.newEvents.isEmpty { return true }
    try encode(plan, try times(of: plan, after: latest), chunk)
    return true
  }

  /// Whether nothing is encoded yet.
  private var isFirst: Bool { events.isEmpty }

  /// Finds the times of a plan's events; before the first of them, writes the entries that come before.
  mutating func times(
    of plan: AppendPlan, after latest: Timestamp?
  ) throws(EventStoreError) -> AppendTimes {
    if !isFirst {
      return try session.times(of: plan, after: latest, adopted, entriesBefore: 0)
    }
    earlier = (session.entries(before: adopted), session.gapCount)
    let times = try session.times(
      of: plan, after: latest, adopted, entriesBefore: earlier.entries.count)
    try encoder.begin(earlier.entries, times)
    return times
  }

  private mutating func encode(
    _ plan: AppendPlan, _ times: AppendTimes, _ chunk: ImportChunk
  ) throws(EventStoreError) {
    var trees: [ObjectID]?
    if chunk.isWhole, plan.newEvents.count == chunk.count, encoder.takesEntries {
      try encoder.add(chunk.entries)
      trees = chunk.details.map(\.tree)
    }
    pending.reserve(plan.newEvents.count)
    var heads = plan.touched.compactMapValues(\.old)
    for (index, event) in plan.newEvents.enumerated() {
      let time = event.kept?.time ?? times.time(ofEvent: index)
      latest = max(latest ?? time, time)
      let (commit, id) = try encoder.encode(event, time, heads[event.stream], tree: trees?[index])
      heads[event.stream] = StreamHead(version: commit.version, commit: id, time: time)
      events.append((commit.id, id))
      if event.data.id != nil { _ = pending.insert(HistoryLookup.key(of: commit.id)) }
    }
    for change in plan.changes(to: heads) {
      let number = streams.number(of: change.stream, change.stream.hashValue) { change.old }
      streams.advance(number, to: change.new, isExpected: change.isExpected)
    }
  }

  /// Publishes what was added.
  ///
  /// - Returns: What it came to.
  /// - Throws: As `append` does.
  consuming func publish() throws(EventStoreError) -> ImportReport {
    guard let latest else { return report }
    let changes = streams.changes
    let tip = try encoder.end(.import, changes, after: latest)
    try session.publish(encoder.takePack(), changes, tip, events: events)
    report.added = events.count
    for change in changes {
      report.versions[change.stream] = change.before + 1...change.new.version
    }
    return report
  }
}
