import GitEvents
import GitEventsProjections

/// Writes what is different in two states as JSON.
enum DifferenceJSON {
  /// Writes the changes.
  ///
  /// - Parameter changes: The changes.
  /// - Returns: An array of objects: `op` (add, remove, change, move), `path` (a JSON pointer into the new state; of what
  ///   went, into the old one), `old`, `new`, and of what moved `from`.
  static func changes(_ changes: [StateDifference.Change]) -> [UInt8] {
    list(changes.map(change))
  }

  /// Writes the numbers of changes.
  ///
  /// - Parameters:
  ///   - counts: The numbers.
  ///   - line: The object of which they become members.
  static func append(_ counts: StateDifference.Counts, to line: inout JSONLineWriter) {
    line.member("added", integer: counts.added)
    line.member("removed", integer: counts.removed)
    line.member("changed", integer: counts.changed)
    line.member("moved", integer: counts.moved)
  }

  /// Joins objects to an array.
  static func list(_ objects: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + objects.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
  }

  private static func change(_ change: StateDifference.Change) -> [UInt8] {
    var line = JSONLineWriter()
    switch change.kind {
    case .added(let value):
      line.member("op", string: "add")
      line.member("path", string: change.newPointer.description)
      line.member("new", raw: value.compact())
    case .removed(let value):
      line.member("op", string: "remove")
      line.member("path", string: change.oldPointer.description)
      line.member("old", raw: value.compact())
    case .changed(let old, let new):
      line.member("op", string: "change")
      line.member("path", string: change.newPointer.description)
      line.member("old", raw: old.compact())
      line.member("new", raw: new.compact())
    case .moved:
      line.member("op", string: "move")
      line.member("path", string: change.newPointer.description)
      line.member("from", string: change.oldPointer.description)
    }
    return line.finish()
  }
}
