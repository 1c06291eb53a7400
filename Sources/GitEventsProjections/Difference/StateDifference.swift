/// What is different in two states.
///
/// Objects are compared by name, arrays as ``ElementAlignment`` aligns them. Scalars are equal when
/// they are written alike: `1` and `1.0` differ.
package struct StateDifference: Sendable {
  /// The differences; nil where there are none.
  let difference: ValueDifference?

  /// What is different, in document order.
  package let changes: [Change]

  /// Compares two states.
  ///
  /// - Parameters:
  ///   - old: The state as it was.
  ///   - new: The state as it is.
  package init(from old: JSONValue, to new: JSONValue) {
    difference = ValueDifference.between(old, new)
    var list = ChangeList()
    if let difference { list.append(difference, at: []) }
    changes = list.changes
  }

  /// Whether the states are equal.
  package var isEmpty: Bool { difference == nil }

  /// How many changes there are of each kind; a subtree that was added or removed counts once.
  package var counts: Counts {
    var counts = Counts()
    for change in changes {
      switch change.kind {
      case .added: counts.added += 1
      case .removed: counts.removed += 1
      case .changed: counts.changed += 1
      case .moved: counts.moved += 1
      }
    }
    return counts
  }

  /// The numbers of changes.
  package struct Counts: Sendable, Hashable {
    /// Values that were not there.
    package var added: Int
    /// Values that are no longer there.
    package var removed: Int
    /// Values in whose places others are.
    package var changed: Int
    /// Elements that have other places in their arrays.
    package var moved: Int

    /// Creates numbers.
    ///
    /// - Parameters:
    ///   - added: Values that were not there.
    ///   - removed: Values that are no longer there.
    ///   - changed: Values in whose places others are.
    ///   - moved: Elements that have other places in their arrays.
    package init(added: Int = 0, removed: Int = 0, changed: Int = 0, moved: Int = 0) {
      self.added = added
      self.removed = removed
      self.changed = changed
      self.moved = moved
    }
  }

  /// One change.
  package struct Change: Sendable, Hashable {
    /// Where it is.
    package let path: [Component]
    /// What it is.
    package let kind: Kind

    /// The path for people: `.items[id=7].qty`.
    package var pathText: String {
      var text = JSONPathText()
      for component in path {
        switch component {
        case .name(let name): text.append(name: name)
        case .index(let old, let new): text.append(bracketed: String(new ?? old ?? 0).utf8)
        case .identified(let id, _, _): text.append(bracketed: Array("id=".utf8) + id.compact())
        }
      }
      return text.description
    }

    /// The place in the old state; for what was added, that of its container is the old one's.
    package var oldPointer: JSONPointer { pointer { old, new in old ?? new } }

    /// The place in the new state; for what was removed, that of its container is the new one's.
    package var newPointer: JSONPointer { pointer { old, new in new ?? old } }

    private func pointer(_ index: (Int?, Int?) -> Int?) -> JSONPointer {
      JSONPointer(
        tokens: path.map { component in
          switch component {
          case .name(let name): name
          case .index(let old, let new), .identified(_, let old, let new):
            JSONString(String(index(old, new) ?? 0))
          }
        })
    }
  }

  /// What a change is.
  package enum Kind: Sendable, Hashable {
    /// The value was not there.
    case added(JSONValue)
    /// The value is no longer there.
    case removed(JSONValue)
    /// Another value took its place; they are not both objects and not both arrays.
    case changed(old: JSONValue, new: JSONValue)
    /// The element has another place among those of its array that are still there.
    case moved(old: Int, new: Int)
  }

  /// A step of a change's path.
  package enum Component: Sendable, Hashable {
    /// To an object's member.
    case name(JSONString)
    /// To an array's element, by its index in the old and in the new array.
    case index(old: Int?, new: Int?)
    /// To an array's element, by its `id`; its index in the old and in the new array.
    case identified(JSONValue, old: Int?, new: Int?)
  }
}
