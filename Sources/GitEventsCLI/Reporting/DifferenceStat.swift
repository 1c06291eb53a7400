import GitEvents
import GitEventsProjections

/// How many changes there are, in all and in each member of the whole value.
struct DifferenceStat {
  /// The changes in one member.
  struct Row {
    /// The member's path for people; `.` for changes of the value itself.
    let path: String
    /// The member's JSON pointer.
    let pointer: String
    var counts = StateDifference.Counts()
  }

  let total: StateDifference.Counts
  private(set) var rows: [Row] = []

  /// Counts.
  ///
  /// - Parameter difference: What is counted.
  init(_ difference: StateDifference) {
    total = difference.counts
    var places: [String: Int] = [:]
    for change in difference.changes {
      let path = DifferenceStat.member(change)
      let pointer = path.pointer.description
      if places[pointer] == nil {
        places[pointer] = rows.count
        rows.append(Row(path: path.description, pointer: pointer))
      }
      let place = places[pointer, default: 0]
      switch change.kind {
      case .added: rows[place].counts.added += 1
      case .removed: rows[place].counts.removed += 1
      case .changed: rows[place].counts.changed += 1
      case .moved: rows[place].counts.moved += 1
      }
    }
  }

  private static func member(_ change: StateDifference.Change) -> JSONPath {
    guard case .name(let name)? = change.path.first else { return JSONPath() }
    return JSONPath([.name(name)])
  }

  /// The numbers as people read them, like git's `--stat`.
  ///
  /// - Parameter style: The colours.
  /// - Returns: A line for each member, and one for all.
  func lines(_ style: Style) -> [String] {
    let names = rows.map { VisibleText.json($0.path) }
    let width = names.map(\.count).max() ?? 0
    return zip(names, rows).map { name, row in
      " \(name)\(String(repeating: " ", count: width - name.count)) | "
        + DifferenceStat.text(row.counts, style)
    } + [total == .init() ? "no difference" : DifferenceStat.text(total, style)]
  }

  private static func text(_ counts: StateDifference.Counts, _ style: Style) -> String {
    var parts: [String] = []
    if counts.added > 0 { parts.append(style.good("\(counts.added) added")) }
    if counts.removed > 0 { parts.append(style.bad("\(counts.removed) removed")) }
    if counts.changed > 0 { parts.append(style.changed("\(counts.changed) changed")) }
    if counts.moved > 0 { parts.append(style.changed("\(counts.moved) moved")) }
    return parts.joined(separator: ", ")
  }
}
