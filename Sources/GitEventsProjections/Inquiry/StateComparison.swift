/// Two states and what is different in them.
package struct StateComparison: Sendable {
  /// The state to begin with, and what it was made from.
  package let old: Replayed
  /// The state to end with, and what it was made from.
  package let new: Replayed
  /// What is different.
  package let difference: StateDifference

  /// Compares two states, of one stream or of two.
  ///
  /// - Parameters:
  ///   - old: The state to begin with.
  ///   - new: The state to end with.
  package init(_ old: Replayed, _ new: Replayed) {
    self.old = old
    self.new = new
    difference = StateDifference(from: JSONValue(old.state), to: JSONValue(new.state))
  }
}

extension StreamReplayer {
  /// Compares the states at two versions, whichever of them is the later one.
  ///
  /// - Parameters:
  ///   - old: The version to begin with.
  ///   - new: The version to end with.
  /// - Returns: The states and what is different in them.
  /// - Throws: As `replay` does.
  package func compare(_ old: Int, _ new: Int) throws -> StateComparison {
    // The earlier one first: the later one goes on from it.
    let earlier = try replay(at: min(old, new))
    let later = try replay(at: max(old, new))
    return old <= new ? StateComparison(earlier, later) : StateComparison(later, earlier)
  }
}
