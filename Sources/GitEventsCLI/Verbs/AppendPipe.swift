import GitEvents
import GitEventsProjections

/// `append --pipe`: records rows as they come, and answers each with a line.
struct AppendPipe {
  /// At most so many rows are read ahead: they share a sync of the disk.
  private static let readAhead = 256
  /// Snapshots that have become due are made after so many events.
  private static let eventsBetweenSnapshots = 10_000

  private let context: Context
  private let store: EventStore
  private let actor: Actor?
  private let makesSnapshots: Bool
  private let rows = EventRowReader()
  private var appended = AppendedVersions()
  private var sinceSnapshots = 0
  private var taken = 0
  private var refused = 0
  private var firstRefusal: Failure?

  /// Opens the store.
  ///
  /// - Parameters:
  ///   - context: Where rows come from and answers go.
  ///   - durability: What an answer promises.
  /// - Throws: A `Failure` or an `EventStoreError`.
  init(_ context: Context, durability: Durability) throws {
    self.context = context
    let (store, identity) = try context.openForWriting(durability: durability, lasting: true)
    self.store = store
    actor = try identity.actor()
    makesSnapshots = try StoreNotes(of: store).makesSnapshots
  }

  /// Records rows until standard input ends.
  ///
  /// - Throws: A `Failure` where a row was refused, with the status of the first; what was recorded stays recorded.
  mutating func run() throws {
    let writer = store.writer()
    do {
      var lines = LineReader(context.input)
      while let line = try lines.next() {
        var group = [line]
        while group.count < Self.readAhead, let next = try lines.nextAtHand() { group.append(next) }
        try record(group, writer)
        try makeSnapshots(writer)
      }
    } catch {
      try writer.close()
      throw error
    }
    try writer.close()
    try context.makeDueSnapshots(store, after: appended)
    if var failure = firstRefusal {
      failure.message =
        "\(refused) of \(taken) rows \(refused == 1 ? "was" : "were") refused, "
        + "first \(failure.message)"
      throw failure
    }
  }

  /// Records the rows that are at hand, each by itself, and answers them in order.
  private mutating func record(_ lines: [LineReader.Line], _ writer: EventWriter) throws {
    var problems: [Int: Failure] = [:]
    var batches: [AppendBatch] = []
    for line in lines {
      do throws(RowProblem) {
        batches.append(AppendBatch([try step(line.bytes)]))
      } catch {
        problems[line.number] = error.failure(file: "standard input", line: line.number)
      }
    }
    var answers = writer.append(batches).makeIterator()
    for line in lines {
      taken += 1
      if let problem = problems[line.number] {
        try refuse(problem)
        continue
      }
      switch answers.next() {
      case .success(let result):
        try AppendReport(isDryRun: false).write(result, context)
        try context.tell(result.recovery)
        if makesSnapshots { appended.add(result) }
        sinceSnapshots += result.outcomes.count
      case .failure(let error): try refuse(failure(error, line.number))
      case nil: break
      }
    }
    try context.output.flush()
    if let stop = firstRefusal, stop.status.isFinal { throw stop }
  }

  private func step(_ line: [UInt8]) throws(RowProblem) -> AppendBatch.Step {
    try rows.read(line).step(actor: actor)
  }

  private func failure(_ error: EventStoreError, _ line: Int) -> Failure {
    var failure = SinceThen.failure(error, in: store, now: context.clock.now())
    failure.message = "standard input:\(line): \(failure.message)"
    failure.details.removeAll { $0.name == "index" }
    return failure.with("line", .integer(line))
  }

  private mutating func refuse(_ failure: Failure) throws {
    refused += 1
    // A failure that ends the program is the one that its status tells of.
    if firstRefusal == nil || failure.status.isFinal && firstRefusal?.status.isFinal != true {
      firstRefusal = failure
    }
    if context.isJSON {
      var line = JSONLineWriter()
      line.member("error", raw: FailureReport.json(failure))
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    } else {
      try context.output.line("refused  \(VisibleText.line(failure.message))")
    }
  }

  private mutating func makeSnapshots(_ writer: EventWriter) throws {
    guard makesSnapshots, sinceSnapshots >= Self.eventsBetweenSnapshots else { return }
    try writer.flush()
    try context.makeDueSnapshots(store, after: appended)
    appended = AppendedVersions()
    sinceSnapshots = 0
  }
}

extension ExitStatus {
  /// Whether the next row would fare no better.
  fileprivate var isFinal: Bool {
    switch self {
    case .damaged, .environment, .unknown: true
    default: false
    }
  }
}
