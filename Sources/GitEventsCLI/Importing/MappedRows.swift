import GitEvents

/// Rows that a map makes of lines, one line after the other: jq knows no threads.
final class MappedRows: RowLots {
  /// The most rows of a lot, and the most bytes of its lines.
  private static let lot = (rows: 1024, bytes: 1 << 20)

  private var lines: LineReader
  private let map: RowMap
  private let options: ImportOptions
  private let mayWait: Bool
  private let close: () -> Void
  private var failure: (any Error)?
  private var isAtEnd = false
  private var lastLine = 0

  /// Makes the source.
  ///
  /// - Parameters:
  ///   - lines: The input.
  ///   - map: What makes rows of it.
  ///   - options: How rows become events.
  ///   - mayWait: Whether the input may come slowly.
  ///   - close: Called when nothing more will be read.
  init(
    _ lines: LineReader, _ map: RowMap, _ options: ImportOptions, mayWait: Bool,
    close: @escaping () -> Void
  ) {
    self.lines = lines
    self.map = map
    self.options = options
    self.mayWait = mayWait
    self.close = close
  }

  func stop() { close() }

  func next(waiting: Bool) throws -> RowLot {
    if let failure { throw failure }
    if isAtEnd { return .end }
    if mayWait && !waiting { return .later }
    var prepared = PreparedRows()
    let firstLine = lastLine
    do throws(PreparedRows.Problem) {
      var preparer = try RowPreparer(options)
      do throws(PreparedRows.Problem) {
        try fill(&preparer, &prepared, from: firstLine)
      } catch {
        prepared.problem = error
      }
      preparer.finish(&prepared)
    } catch {
      prepared.problem = error
    }
    prepared.lineCount = lastLine - firstLine
    return .rows(prepared)
  }

  private func fill(
    _ preparer: inout RowPreparer, _ prepared: inout PreparedRows, from firstLine: Int
  ) throws(PreparedRows.Problem) {
    var rows = 0
    while rows < MappedRows.lot.rows, prepared.byteCount < MappedRows.lot.bytes {
      let line: LineReader.Line?
      do {
        line = try lines.next()
      } catch {
        // What came before is kept.
        failure = error
        return
      }
      guard let line else {
        isAtEnd = true
        return
      }
      lastLine = line.number
      prepared.byteCount += line.bytes.count
      rows += try add(line, line.number - firstLine, to: &preparer)
    }
  }

  /// Adds what the map makes of a line: all of it or nothing.
  private func add(
    _ line: LineReader.Line, _ number: Int, to preparer: inout RowPreparer
  ) throws(PreparedRows.Problem) -> Int {
    let made: [[UInt8]]
    do throws(RowProblem) {
      made = try map.rows(of: line)
    } catch {
      throw .row(error)
    }
    let mark = preparer.count
    for row in made {
      do throws(PreparedRows.Problem) {
        try preparer.add(row, number)
      } catch {
        preparer.removeRows(from: mark)
        guard case .row(let problem) = error else { throw error }
        // A place in what the map made is no place in the file.
        throw .row(RowProblem("\(map.name) made of it: \(problem.reason)"))
      }
    }
    return made.count
  }
}
