import Git

/// What an import brings with one move of the ledger: one pack, one entry, any number of chunks.
struct ImportPublication: ~Copyable {
  /// How large a publication becomes.
  ///
  /// For so long other writers wait, and so much is done again where it is interrupted. An entry of many streams is slow
  /// to read, and the next writer reads it.
  private static let limit = (
    events: 131_072, streams: 16_384, bytes: 256 << 20, time: Duration.seconds(2)
  )

  private let session: AppendSession
  private let adopted: LedgerAdoption
  private var encoder: AppendEncoder<PackBuilder>
  private var changes: [StreamName: StreamChange] = [:]
  private var events: [(id: EventID, commit: ObjectID)] = []
  /// The hashes of the ids that are not published yet.
  private var pending: Set<Int> = []
  private var latest: Timestamp?
  private var earlier: (entries: [LedgerChain.Earlier], gaps: Int) = ([], 0)
  private var report = ImportReport()
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
    return events.count >= limit.events || changes.count >= limit.streams
      || encoder.byteCount >= limit.bytes || ContinuousClock.now >= end
  }

  /// Adds a chunk: all of it or nothing.
  ///
  /// - Parameter chunk: The chunk.
  /// - Returns: False where what was added before must be published first.
  /// - Throws: As `append` does, with `index` where an event is refused; else nothing can be published any more.
  mutating func add(_ chunk: ImportChunk) throws(EventStoreError) -> Bool {
    let proposal = try Proposal(chunk.batch, mayWriteReserved: false)
    if proposal.broughtIDs.contains(where: { pending.contains($0.hashValue) }) { return false }
    try session.lookUp(proposal)
    let plan = try AppendPlan(proposal, session)
    let isFirst = events.isEmpty
    if isFirst {
      let entries = session.entries(before: adopted)
      earlier = (entries, session.gapCount)
    } else if session.gapCount != earlier.gaps {
      // What other programs have brought stands in the ledger before what is added after it.
      return false
    }
    report.skipped += plan.answers.count - plan.newEvents.count
    if plan.newEvents.isEmpty { return true }
    let times = try session.times(
      of: plan, after: latest, adopted, entriesBefore: isFirst ? earlier.entries.count : 0)
    if isFirst { try encoder.begin(earlier.entries, times) }
    try encode(plan, times, chunk)
    return true
  }

  private mutating func encode(
    _ plan: AppendPlan, _ times: AppendTimes, _ chunk: ImportChunk
  ) throws(EventStoreError) {
    var trees: [ObjectID]?
    if chunk.isWhole, plan.newEvents.count == chunk.count, encoder.takesEntries {
      try encoder.add(chunk.payloads.entries)
      trees = chunk.payloads.trees
    }
    var heads = plan.touched.compactMapValues(\.old)
    for (index, event) in plan.newEvents.enumerated() {
      let time = event.kept?.time ?? times.time(ofEvent: index)
      latest = max(latest ?? time, time)
      let (commit, id) = try encoder.encode(event, time, heads[event.stream], tree: trees?[index])
      heads[event.stream] = StreamHead(version: commit.version, commit: id, time: time)
      events.append((commit.id, id))
      if event.data.id != nil { pending.insert(commit.id.hashValue) }
    }
    for change in plan.changes(to: heads) {
      changes.extend(with: change)
      session.note(change.new, of: change.stream)
    }
  }

  /// Publishes what was added.
  ///
  /// - Returns: What it came to.
  /// - Throws: As `append` does.
  consuming func publish() throws(EventStoreError) -> ImportReport {
    guard let latest else { return report }
    let tip = try encoder.end(.import, changes.values, after: latest)
    try session.publish(encoder.takePack(), changes.values, tip, events: events)
    report.added = events.count
    report.versions = changes.mapValues { $0.before + 1...$0.new.version }
    return report
  }
}
