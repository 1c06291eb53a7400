import GitEvents

/// Gives rows what depends on those before them and on the store, and makes chunks of them.
final class ImportRows: ImportSource {
  private let lots: any RowLots
  private let store: EventStore
  private let file: String
  private let options: ImportOptions
  private var ids = DerivedIDs()
  private var lineCount = 0
  /// The lines of the events of the last chunk, counted from where its lot begins.
  private var lotLines: [Int] = []
  /// How many lines there were before that.
  private var linesBefore = 0
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
          if let chunk, chunk.count > 0 { return .chunk(chunk) }
        }
      } catch {
        failure = error
      }
    }
    return .end
  }

  /// The lines of the events of the last chunk.
  var lines: [Int] { lotLines.map { linesBefore + $0 } }

  private func chunk(_ prepared: PreparedRows) throws -> ImportChunk? {
    linesBefore = lineCount
    lotLines = prepared.lines
    lineCount += prepared.lineCount
    rowCount += prepared.lines.count
    byteCount += prepared.byteCount
    guard var chunk = prepared.chunk else {
      failure = problem(of: prepared)
      return nil
    }
    let times = try recordedTimes(prepared.rests)
    for rest in prepared.rests {
      do throws(EventStoreError) {
        try complete(&chunk, rest, times)
      } catch {
        failure = described(error)
        return chunk.prefix(rest.index)
      }
    }
    failure = problem(of: prepared)
    return chunk
  }

  private func problem(of prepared: PreparedRows) -> (any Error)? {
    switch prepared.problem {
    case nil: nil
    case .row(let problem): problem.failure(file: file, line: lineCount)
    case .failure(let error): error
    case .tooLong: LineReader.tooLong(lineCount)
    }
  }

  /// When those events were recorded of which that decides whether the rows' times say when they happened.
  private func recordedTimes(_ rests: [PreparedRows.Rest]) throws -> [EventID: Timestamp] {
    try store.recordedTimes(of: Set(rests.compactMap(\.recorded?.id)))
  }

  /// Says of an event what only the rows before it and the store tell.
  private func complete(
    _ chunk: inout ImportChunk, _ rest: PreparedRows.Rest, _ times: [EventID: Timestamp]
  ) throws(EventStoreError) {
    // Unless it was here that it was recorded then.
    if let (time, id) = rest.recorded, times[id] != time {
      chunk.set(OccurredTime(rfc3339: time.canonicalText), at: rest.index)
    }
    if let fingerprint = rest.fingerprint {
      chunk.set(try ids.next(for: fingerprint), at: rest.index)
    }
    if let commit = rest.commit { try check(commit, chunk, rest.index) }
  }

  /// Refuses a row whose commit is not that of its event: a new event's commit cannot be known before.
  private func check(
    _ commit: CommitID, _ chunk: ImportChunk, _ index: Int
  ) throws(EventStoreError) {
    let (stream, id) = chunk.identity(index)
    if let recorded = try store.event(commit: commit), recorded.stream == stream, recorded.id == id
    {
      return
    }
    throw EventStoreError(
      .wrongExpectedVersion,
      "this store does not hold the event as the commit that the row names",
      hint: "leave \"commit\" out to record the event anew: jq -c 'del(.commit, .version)'",
      stream: stream, commit: commit, index: index)
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
