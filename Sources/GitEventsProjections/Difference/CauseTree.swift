/// The causes of a value's leaves, as a tree along the value.
///
/// It branches only where causes differ, so that a large value that appears at once costs nothing.
indirect enum CauseTree: Sendable {
  /// All leaves have one cause.
  case all(Int)
  /// The value is an object: members that are not listed have the first cause.
  case members(Int, [JSONString: CauseTree])
  /// The value is an array that is not empty.
  case elements([CauseTree])

  /// The cause of a leaf, if the value is one.
  var cause: Int? {
    if case .all(let cause) = self { cause } else { nil }
  }

  /// The causes below a step that the value has.
  ///
  /// - Parameter component: The step.
  /// - Returns: The tree of the member or element.
  func child(_ component: JSONPath.Component) -> CauseTree {
    switch (self, component) {
    case (.members(let cause, let trees), .name(let name)): trees[name] ?? .all(cause)
    case (.elements(let trees), .index(let index)): trees[index]
    default: self
    }
  }

  /// Follows a change of the value.
  ///
  /// - Parameters:
  ///   - difference: What changed.
  ///   - cause: The cause.
  mutating func update(_ difference: ValueDifference, cause: Int) {
    switch difference {
    case .replaced: self = .all(cause)
    // An empty object is a leaf of its own.
    case .members(_, isNowEmpty: true): self = .all(cause)
    case .members(let members, isNowEmpty: false): update(members, cause: cause)
    case .elements(let elements): update(elements, cause: cause)
    }
  }

  private mutating func update(_ members: [ValueDifference.Member], cause: Int) {
    var first = cause
    var trees: [JSONString: CauseTree] = [:]
    switch self {
    case .all(let cause): first = cause
    case .members(let cause, let own): (first, trees) = (cause, own)
    case .elements: break
    }
    // Now the members have one owner and are changed where they are.
    self = .all(first)
    for member in members {
      switch member.change {
      case .removed: trees[member.name] = nil
      case .added: trees[member.name] = .all(cause)
      case .changed(let difference):
        trees[member.name, default: .all(first)].update(difference, cause: cause)
      }
    }
    self = .members(first, trees)
  }

  private mutating func update(_ elements: ValueDifference.Elements, cause: Int) {
    guard !elements.news.isEmpty else {
      self = .all(cause)
      return
    }
    var trees = Array(repeating: CauseTree.all(cause), count: elements.news.count)
    for step in elements.alignment.steps {
      switch step {
      case .kept(let old, let new): trees[new] = child(.index(old))
      case .paired(let old, let new), .moved(let old, let new):
        var tree = child(.index(old))
        if let difference = elements.differences[new] { tree.update(difference, cause: cause) }
        trees[new] = tree
      case .removed, .added: break
      }
    }
    self = .elements(trees)
  }
}
