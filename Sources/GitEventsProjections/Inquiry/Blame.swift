package import GitEvents

/// Which event last changed each leaf of a stream's state.
package struct Blame: Sendable {
  /// A leaf: a scalar, an empty object or an empty list.
  package struct Leaf: Sendable {
    package let path: JSONPath
    package let value: JSONValue
    /// The event that last changed it; nil where it is as before the first event.
    package let event: RecordedEvent?
  }

  /// The leaves, in the order of the state.
  package let leaves: [Leaf]
}

extension StreamReplayer {
  /// Finds out which event last changed each leaf of the state.
  ///
  /// Replays the stream from its first event and compares the states before and after each; linear in the events, and
  /// in the size of what they change.
  ///
  /// - Parameters:
  ///   - version: The version of the state.
  ///   - path: Only leaves there or below.
  /// - Returns: The leaves with their events; none where the state has nothing at the path.
  /// - Throws: As `replay` does.
  package func blame(at version: Int, below path: JSONPath = JSONPath()) throws -> Blame {
    var state = JSONValue(try replay(at: 0).state)
    var provenance = Provenance(cause: 0)
    if version > 0 {
      try forEachState(1...version) { event, next in
        provenance.update(from: state, to: next, cause: event.version)
        state = next
        return true
      }
    }
    var events: [Int: RecordedEvent] = [:]
    let leaves = try provenance.leaves(of: state, below: path).map { leaf in
      if leaf.cause > 0, events[leaf.cause] == nil {
        events[leaf.cause] = try event(at: leaf.cause)
      }
      return Blame.Leaf(path: leaf.path, value: leaf.value, event: events[leaf.cause])
    }
    return Blame(leaves: leaves)
  }
}
