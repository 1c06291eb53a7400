import GitEvents

/// Gives rows what depends on those before them and on the store, and makes chunks of them.
final class ImportRows: ImportSource {
  private let lots: any RowLots
  private let store: EventStore
  private let file: String
  private let options: ImportOptions
  private var ids = DerivedIDs()
  private var lineCount = 0
  /// The lines of the events of the last chunk.
  private(set) var lines: [Int] = []
  /// Why there is no more, where the input is at fault.
  private(set) var failure: (any Error)?
  /// How many rows were given out.
  private(set) var rowCount = 0
  /// How many bytes of the input those are.
  private(set) var byteCount = 0
  /// Called with each chunk that is given out.
  private let progress: (ImportRows) -> Void

  /// Makes the source.
  ///
  /// - Parameters:
  ///   - lots: The rows.
  ///   - store: Where the events go.
  ///   - file: What messages call the input.
  ///   - options: How rows become events.
  ///   - progress: Called with each chunk that is given out.
  init(
    _ lots: any RowLots, _ store: EventStore, file: String, _ options: ImportOptions,
    progress: @escaping (ImportRows) -> Void
  ) {
    self.lots = lots
    self.store = store
    self.file = file
    self.options = options
    self.progress = progress
  }

  func next(waiting: Bool) -> ImportStep {
    while failure == nil {
      do {
        switch try lots.next(waiting: waiting) {
        case .later: return .later
        case .end: return .end
        case .rows(let prepared):
          let chunk = try chunk(prepared)
          progress(self)
          if chunk.count > 0 { return .chunk(chunk) }
        }
      } catch {
        failure = error
      }
    }
    return .end
  }

  private func chunk(_ prepared: PreparedRows) throws -> ImportChunk {
    var chunk = ImportChunk(prepared.payloads)
    lines.removeAll(keepingCapacity: true)
    let before = lineCount
    lineCount += prepared.lineCount
    rowCount += prepared.rows.count
    byteCount += prepared.byteCount
    let times = try recordedTimes(prepared)
    for row in prepared.rows {
      do throws(EventStoreError) {
        let event = try event(of: row, times)
        if !options.keepsTimes { try checkCommit(row.row, event, chunk.count) }
        lines.append(before + row.line)
        let record = row.row.time.map { KeptRecord(time: $0, recorder: row.row.recorder) }
        chunk.append(
          event, to: row.row.stream, expecting: row.row.expected,
          keeping: options.keepsTimes ? record : nil)
      } catch {
        lines.append(before + row.line)
        failure = described(error)
        return chunk
      }
    }
    switch prepared.problem {
    case nil: break
    case .row(let problem): failure = problem.failure(file: file, line: lineCount)
    case .failure(let error): failure = error
    case .tooLong: failure = LineReader.tooLong(lineCount)
    }
    return chunk
  }

  /// When those events were recorded of which that decides whether the rows' times say when they happened.
  private func recordedTimes(_ prepared: PreparedRows) throws -> [EventID: Timestamp] {
    if options.keepsTimes { return [:] }
    var ids: Set<EventID> = []
    for row in prepared.rows where row.row.time != nil && row.event.occurred == nil {
      if let id = row.row.event?.id { ids.insert(id) }
    }
    return try store.recordedTimes(of: ids)
  }

  private func event(
    of row: PreparedRows.Row, _ times: [EventID: Timestamp]
  ) throws(EventStoreError) -> EventData {
    var event = row.event
    if !options.keepsTimes, event.occurred == nil, let time = row.row.time,
      row.row.event?.id.flatMap({ times[$0] }) != time
    {
      // Unless it was here that it was recorded then.
      event.occurred = OccurredTime(rfc3339: time.canonicalText)
    }
    if let fingerprint = row.fingerprint { event.id = try ids.next(for: fingerprint) }
    return event
  }

  /// Refuses a row whose commit is not that of its event: a new event's commit cannot be known before.
  private func checkCommit(
    _ row: EventRow, _ event: EventData, _ index: Int
  ) throws(EventStoreError) {
    guard let commit = row.commit else { return }
    let recorded = try store.event(commit: commit)
    if let recorded, recorded.stream == row.stream, recorded.id == event.id { return }
    throw EventStoreError(
      .wrongExpectedVersion,
      "this store does not hold the event as the commit that the row names",
      hint: "leave \"commit\" out to record the event anew: jq -c 'del(.commit, .version)'",
      stream: row.stream, commit: commit, index: index)
  }

  /// Says of an error in which line it is.
  ///
  /// - Parameters:
  ///   - error: What the store said of an event of the last chunk.
  ///   - lines: The lines of the events that it was said of, where those are others.
  /// - Returns: The failure.
  func described(_ error: EventStoreError, lines: [Int]? = nil) -> any Error {
    let lines = lines ?? self.lines
    guard let index = error.index, lines.indices.contains(index) else { return error }
    var failure = Failure(error)
    failure.message = "\(file):\(lines[index]): \(error.message)"
    failure.details.removeAll { $0.name == "index" }
    return failure.with("file", .text(file)).with("line", .integer(lines[index]))
  }
}
