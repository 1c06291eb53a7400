/// Says for each leaf of a value which cause last changed it.
///
/// A leaf is a scalar, or an object or array that is empty. Causes are numbers to which the caller
/// gives a meaning, such as the versions of a stream. The cost of an update grows with what
/// changed, as far as the values share their memory.
package struct Provenance: Sendable {
  private var root: CauseTree

  /// Creates the provenance of a value that one cause made.
  ///
  /// - Parameter cause: The cause of all its leaves.
  package init(cause: Int) { root = .all(cause) }

  /// Follows a change.
  ///
  /// What is equal keeps its causes, also in elements of arrays that have another index now. New
  /// and changed leaves get the cause.
  ///
  /// - Parameters:
  ///   - old: The value as it was, after the update before this one.
  ///   - new: The value as it is.
  ///   - cause: What changed it.
  package mutating func update(from old: JSONValue, to new: JSONValue, cause: Int) {
    guard let difference = ValueDifference.between(old, new) else { return }
    root.update(difference, cause: cause)
  }

  /// A leaf and what last changed it.
  package struct Leaf: Sendable, Hashable {
    /// Where it is.
    package let path: JSONPath
    /// What it is.
    package let value: JSONValue
    /// The number of the cause.
    package let cause: Int

    /// Creates a leaf.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - value: What it is.
    ///   - cause: The number of the cause.
    package init(path: JSONPath, value: JSONValue, cause: Int) {
      self.path = path
      self.value = value
      self.cause = cause
    }
  }

  /// Lists leaves.
  ///
  /// - Parameters:
  ///   - value: The whole value, as it is after the last update.
  ///   - path: Where to look; everywhere unless given.
  /// - Returns: The leaves in document order; none where there is nothing at the path.
  package func leaves(of value: JSONValue, below path: JSONPath = JSONPath()) -> [Leaf] {
    guard let start = path.value(in: value) else { return [] }
    var tree = root
    for component in path.components { tree = tree.child(component) }
    var leaves: [Leaf] = []
    Self.append(tree, start, at: path, to: &leaves)
    return leaves
  }

  private static func append(
    _ tree: CauseTree, _ value: JSONValue, at path: JSONPath, to leaves: inout [Leaf]
  ) {
    func child(_ component: JSONPath.Component, _ value: JSONValue) {
      append(
        tree.child(component), value, at: JSONPath(path.components + [component]), to: &leaves)
    }
    switch value {
    case .object(let members) where !members.isEmpty:
      for member in members { child(.name(member.name), member.value) }
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() { child(.index(index), element) }
    default:
      guard let cause = tree.cause else { return }
      leaves.append(Leaf(path: path, value: value, cause: cause))
    }
  }
}
