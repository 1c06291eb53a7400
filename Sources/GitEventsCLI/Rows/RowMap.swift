import GitEvents
import JQ

/// What `--map` names: a jq program that makes rows of events out of the rows of another store.
final class RowMap {
  /// What messages call it.
  let name: String
  private let program: JQProgram
  /// How many rows so far hold a number that jq cannot hold, and the first of them.
  private var rounded: (count: Int, first: Int)?

  /// A row may be as large as a line, and somewhat deeper than an event, which it may hold in layers of its own.
  private static let limits = JSONLimits(maximumDepth: 100, maximumBytes: 64 << 20)
  /// A program is no larger than that.
  private static let largest = 1 << 20

  /// Finds and compiles a map.
  ///
  /// - Parameters:
  ///   - choice: A file, whose name has a slash or ends in `.jq`, or the name of a map that comes with the program.
  ///   - surroundings: Where paths start.
  /// - Throws: A `Failure` with status 2.
  init(_ choice: String, _ surroundings: Surroundings) throws(Failure) {
    let source: String
    if choice.contains("/") || choice.hasSuffix(".jq") {
      name = choice
      source = try RowMap.read(surroundings.path(choice))
    } else if let shipped = ShippedMaps.source(choice) {
      name = "--map \(choice)"
      source = shipped
    } else {
      throw .invalid(
        "there is no map '\(choice)'",
        hint: "the maps are \(ShippedMaps.names.joined(separator: ", ")); a file's name ends in .jq"
      )
    }
    do throws(JQError) {
      program = try JQProgram(source, profile: .filter)
    } catch {
      throw Failure(error, in: name)
    }
  }

  private static func read(_ path: String) throws(Failure) -> String {
    let file = try Descriptor.reading(path)
    defer { file.close() }
    guard let text = String(validating: try file.readAll(limit: largest), as: UTF8.self) else {
      throw .invalid("'\(VisibleText.line(path))' is not UTF-8")
    }
    return text
  }

  /// What to tell of rows whose numbers jq cannot hold; nil where there were none.
  var warning: String? {
    guard let rounded else { return nil }
    let rows = rounded.count == 1 ? "1 row holds" : "\(rounded.count) rows hold"
    return "\(rows) a number with more digits than jq keeps, the first in line \(rounded.first)"
  }

  /// Makes rows out of one row of the other store.
  ///
  /// - Parameter line: The row and its place.
  /// - Returns: Rows as an import takes them; none where the map leaves the row out.
  /// - Throws: A `RowProblem`.
  func rows(of line: LineReader.Line) throws(RowProblem) -> [[UInt8]] {
    do throws(JSONError) {
      // jq takes the last of members with one name and replaces bytes that are no UTF-8; this does not.
      _ = try JSONText(line.bytes, limits: RowMap.limits)
    } catch {
      throw RowProblem(error)
    }
    let rows: [[UInt8]]
    do throws(JQError) {
      rows = try program.values(of: line.bytes)
    } catch {
      throw RowProblem(Failure(error, in: name).message)
    }
    for row in rows where row.first != UInt8(ascii: "{") {
      let shown = String(decoding: row.prefix(40), as: UTF8.self)
      throw RowProblem("\(name): it yields no object but \(shown)\(row.count > 40 ? "…" : "")")
    }
    if !rows.isEmpty, NestedNumbers.loseDigits(in: line.bytes, rows) {
      rounded = rounded.map { ($0.count + 1, $0.first) } ?? (1, line.number)
    }
    return rows
  }
}
