import GitEvents
import GitEventsProjections

/// Appends rows in chunks, each of which is atomic, so that memory stays bounded and an import can be taken up again.
struct EventImporter {
  /// How rows become events.
  struct Options {
    /// The name that stands for the input in derived ids; nil where the user must say one.
    var source: String?
    /// Whether every row gets a new id, whatever id it has.
    var makesNewIDs = false
    /// Whether rows keep the times at which, and the names under which, another store recorded them.
    var keepsTimes = false
    /// Whether all rows are one append.
    var isAtomic = false
    /// What makes the rows out of those of another store; nil where they are rows already.
    var map: RowMap?
    /// Whether it is kept which versions were recorded.
    var remembersVersions = false
  }

  /// The most events of a chunk, and the most bytes of its lines.
  static let chunk = (events: 4096, bytes: 8 * 1024 * 1024)

  private let store: EventStore
  private let file: String
  private let options: Options
  private let reader: EventRowReader
  private var ids: DerivedIDs
  private var rows: [EventRow] = []
  private var lines: [Int] = []
  private var bytes = 0

  /// How many events were recorded.
  private(set) var added = 0
  /// How many were there already.
  private(set) var skipped = 0
  /// Which versions were recorded, where that is kept.
  private(set) var appended = AppendedVersions()

  /// Makes an importer.
  ///
  /// - Parameters:
  ///   - store: Where the events go.
  ///   - file: What messages call the input.
  ///   - options: How rows become events.
  init(_ store: EventStore, file: String, options: Options) {
    self.store = store
    self.file = file
    self.options = options
    reader = EventRowReader(allowsTime: true)
    ids = DerivedIDs(source: options.source ?? "")
  }

  /// Takes one line; may append the chunk that it fills.
  ///
  /// - Parameter line: The line.
  /// - Throws: A `Failure` with file and line; what was complete before it is recorded, unless the import is atomic.
  mutating func add(_ line: LineReader.Line) throws {
    do {
      let made = try events(of: line)
      rows += made
      lines += Array(repeating: line.number, count: made.count)
    } catch {
      try keepComplete()
      guard let problem = error as? RowProblem else { throw error }
      throw problem.failure(file: file, line: line.number)
    }
    bytes += line.bytes.count
    let isFull = rows.count >= EventImporter.chunk.events || bytes >= EventImporter.chunk.bytes
    if isFull && !options.isAtomic { try flush() }
  }

  /// What a line says; with a map, all that it makes of the line or nothing.
  private mutating func events(of line: LineReader.Line) throws -> [EventRow] {
    guard let map = options.map else { return [try row(line.bytes)] }
    var made: [EventRow] = []
    for mapped in try map.rows(of: line) {
      do {
        made.append(try row(mapped))
      } catch let problem as RowProblem {
        // A place in what the map made is no place in the file.
        throw RowProblem("\(map.name) made of it: \(problem.reason)")
      }
    }
    return made
  }

  /// Appends what is left.
  mutating func finish() throws { try flush() }

  /// Appends what is complete before input that is at fault, unless the import is atomic.
  mutating func keepComplete() throws {
    if !options.isAtomic { try flush() }
  }

  private mutating func row(_ line: [UInt8]) throws -> EventRow {
    var row = try reader.read(line)
    guard var event = row.event else { throw RowProblem("the field \"type\" is missing") }
    if options.keepsTimes {
      guard row.time != nil else {
        throw RowProblem("the field \"time\", which is to be kept, is missing")
      }
    } else if let time = row.time, event.occurred == nil {
      event.occurred = try occurred(of: event, recordedAt: time)
    }
    if options.makesNewIDs {
      event.id = nil
    } else if event.id == nil {
      guard options.source != nil else {
        throw Failure.invalid(
          "a row without an id needs the name of its source",
          hint: "name the input with --source NAME, or give every row a new id with --new-ids")
      }
      event.id = try ids.next(for: event, in: row.stream)
    }
    row.event = event
    return row
  }

  /// When an event happened that says only when it was recorded: then, unless it was here that it was recorded.
  private func occurred(of event: EventData, recordedAt time: Timestamp) throws -> OccurredTime? {
    if let id = event.id, let recorded = try store.event(id: id), recorded.time == time {
      return nil
    }
    return OccurredTime(rfc3339: time.canonicalText)
  }

  private mutating func flush() throws {
    defer {
      rows.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      bytes = 0
    }
    if rows.isEmpty { return }
    do throws(EventStoreError) {
      if !options.keepsTimes { try checkCommits() }
      try append(rows.count)
    } catch {
      // What stood before the row that was refused is kept, as if the chunk had ended there.
      guard let index = error.index, rows.indices.contains(index) else { throw error }
      if index > 0, !options.isAtomic { try append(index) }
      var failure = Failure(error)
      failure.message = "\(file):\(lines[index]): \(error.message)"
      failure.details.removeAll { $0.name == "index" }
      throw failure.with("file", .text(file)).with("line", .integer(lines[index]))
    }
  }

  private mutating func append(_ count: Int) throws(EventStoreError) {
    var batch = AppendBatch()
    for row in rows.prefix(count) {
      guard let event = row.event else { continue }
      if options.keepsTimes, let time = row.time {
        let record = KeptRecord(time: time, recorder: row.recorder)
        batch.append(event, to: row.stream, expecting: row.expected, keeping: record)
      } else {
        batch.append(event, to: row.stream, expecting: row.expected)
      }
    }
    let result = try store.append(batch, kind: .import)
    if options.remembersVersions { appended.add(result) }
    for outcome in result.outcomes {
      if outcome.wasRecordedBefore { skipped += 1 } else { added += 1 }
    }
  }

  /// Refuses rows whose commit is not that of their event: a new event's commit cannot be known before.
  private func checkCommits() throws(EventStoreError) {
    for (index, row) in rows.enumerated() {
      guard let commit = row.commit else { continue }
      let recorded = try store.event(commit: commit)
      if let recorded, recorded.stream == row.stream, recorded.id == row.event?.id { continue }
      throw EventStoreError(
        .wrongExpectedVersion,
        "this store does not hold the event as the commit that the row names",
        hint: "leave \"commit\" out to record the event anew: jq -c 'del(.commit, .version)'",
        stream: row.stream, commit: commit, index: index)
    }
  }
}
