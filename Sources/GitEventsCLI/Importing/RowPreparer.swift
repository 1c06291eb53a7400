import Git
import GitEvents

/// Makes rows of lines: on any thread, many lots at once.
struct RowPreparer: ~Copyable {
  private let options: ImportOptions
  private let reader = EventRowReader(allowsTime: true)
  private var lines: [Int] = []
  private var rests: [PreparedRows.Rest] = []
  private var encoder: ImportEncoder

  /// Begins a lot.
  ///
  /// - Parameter options: How rows become events.
  /// - Throws: A `Failure`.
  init(_ options: ImportOptions) throws(PreparedRows.Problem) {
    self.options = options
    let made: ImportEncoder
    do throws(EventStoreError) {
      made = try ImportEncoder(recorder: options.recorder)
    } catch {
      throw .failure(Failure(error))
    }
    encoder = made
  }

  /// Prepares the lines of a block.
  ///
  /// - Parameters:
  ///   - block: Whole lines; the last may lack its line break.
  ///   - options: How rows become events.
  /// - Returns: The rows before the first that is wrong.
  static func rows(of block: [UInt8], _ options: ImportOptions) -> PreparedRows {
    var prepared = PreparedRows()
    prepared.byteCount = block.count
    do throws(PreparedRows.Problem) {
      var preparer = try RowPreparer(options)
      do throws(PreparedRows.Problem) {
        var start = 0
        while start < block.count {
          let end = ByteSearch.first(0x0A, in: block, from: start) ?? block.count
          prepared.lineCount += 1
          let line = Array(block[start..<end])
          start = end + 1
          if !LineReader.isBlank(line) { try preparer.add(line, prepared.lineCount) }
        }
      } catch {
        prepared.problem = error
      }
      preparer.finish(&prepared)
    } catch {
      prepared.problem = error
    }
    return prepared
  }

  /// Prepares one line.
  ///
  /// - Parameters:
  ///   - bytes: The line.
  ///   - line: Its number in the lot.
  /// - Throws: What is wrong with it.
  mutating func add(_ bytes: [UInt8], _ line: Int) throws(PreparedRows.Problem) {
    var row: EventRow
    var event: EventData
    do throws(RowProblem) {
      row = try reader.read(bytes)
      guard let read = row.event.take() else {
        throw RowProblem("the field \"type\" is missing")
      }
      if options.keepsTimes, row.time == nil {
        throw RowProblem("the field \"time\", which is to be kept, is missing")
      }
      event = read
    } catch {
      throw .row(error)
    }
    let brought = event.id
    var rest = PreparedRows.Rest(index: count)
    if !options.keepsTimes {
      rest.commit = row.commit
      if event.occurred == nil, let time = row.time {
        // When an event happened that says only when it was recorded: then. Of one with an id the store may know better.
        if let brought {
          rest.recorded = (time, brought)
        } else {
          event.occurred = OccurredTime(rfc3339: time.canonicalText)
        }
      }
    }
    if options.makesNewIDs { event.id = nil }
    if !options.makesNewIDs, event.id == nil {
      guard let source = options.source else {
        throw .failure(
          .invalid(
            "a row without an id needs the name of its source",
            hint: "name the input with --source NAME, or give every row a new id with --new-ids"))
      }
      rest.fingerprint = DerivedIDs.fingerprint(of: event, in: row.stream, from: source)
    }
    let record = options.keepsTimes ? row.time : nil
    do throws(EventStoreError) {
      try encoder.add(
        event, to: row.stream, expecting: row.expected,
        keeping: record.map { KeptRecord(time: $0, recorder: row.recorder) })
    } catch {
      throw .failure(Failure(error))
    }
    lines.append(line)
    if !rest.isEmpty { rests.append(rest) }
  }

  /// How many rows there are.
  var count: Int { encoder.count }

  /// Takes rows back.
  ///
  /// - Parameter start: The first of them.
  mutating func removeRows(from start: Int) {
    encoder.removeEvents(from: start)
    lines.removeSubrange(start...)
    rests.removeAll { $0.index >= start }
  }

  /// Ends the lot.
  ///
  /// - Parameter prepared: Where the rows go.
  consuming func finish(_ prepared: inout PreparedRows) {
    prepared.lines = lines
    prepared.rests = rests
    prepared.chunk = encoder.finish()
  }
}
