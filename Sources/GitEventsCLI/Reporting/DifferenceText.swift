import GitEvents
import GitEventsProjections

/// Draws what is different in two states: a line for each change, more where a value with values inside came or went.
///
/// `+` came, `-` went, `~` is another now, `>` has another place in its list.
struct DifferenceText {
  let style: Style

  /// Two values that need more than this stand on two lines.
  private static let longest = 100

  /// Draws changes.
  ///
  /// - Parameter changes: The changes.
  /// - Returns: The lines; whatever is stored is escaped, as the same JSON.
  func lines(_ changes: [StateDifference.Change]) -> [String] { changes.flatMap(lines) }

  private func lines(_ change: StateDifference.Change) -> [String] {
    let path = VisibleText.json(change.pathText)
    switch change.kind {
    case .added(let value): return block("+", path, value).map(style.good)
    case .removed(let value): return block("-", path, value).map(style.bad)
    case .changed(let old, let new):
      if old.isLeaf, new.isLeaf {
        let text = "~ \(path): \(DifferenceText.line(old)) → \(DifferenceText.line(new))"
        if text.count <= DifferenceText.longest { return [style.changed(text)] }
      }
      return block("-", path, old).map(style.bad) + block("+", path, new).map(style.good)
    case .moved(let old, let new):
      return [style.changed("> \(path): moved from [\(old)] to [\(new)]")]
    }
  }

  private func block(_ mark: String, _ path: String, _ value: JSONValue) -> [String] {
    let lines = VisibleText.json(value.text.description).split(separator: "\n")
    return lines.enumerated().map { $0 == 0 ? "\(mark) \(path): \($1)" : "\(mark) \($1)" }
  }

  /// A value on one line.
  static func line(_ value: JSONValue) -> String {
    VisibleText.json(String(decoding: value.compact(), as: UTF8.self))
  }
}
