/// Lists the changes in a tree of differences.
struct ChangeList {
  /// The changes so far, in document order.
  private(set) var changes: [StateDifference.Change] = []

  /// Appends the changes below a place.
  ///
  /// - Parameters:
  ///   - difference: What is different there.
  ///   - path: The place.
  mutating func append(_ difference: ValueDifference, at path: [StateDifference.Component]) {
    switch difference {
    case .replaced(let old, let new): append(.changed(old: old, new: new), at: path)
    case .members(let members, _):
      for member in members {
        let path = path + [.name(member.name)]
        switch member.change {
        case .added(let value): append(.added(value), at: path)
        case .removed(let value): append(.removed(value), at: path)
        case .changed(let difference): append(difference, at: path)
        }
      }
    case .elements(let elements):
      for step in elements.alignment.steps { append(step, of: elements, at: path) }
    }
  }

  private mutating func append(
    _ step: ElementStep, of elements: ValueDifference.Elements, at path: [StateDifference.Component]
  ) {
    func place(_ old: Int?, _ new: Int?) -> [StateDifference.Component] {
      let element = new.map { elements.news[$0] } ?? old.map { elements.olds[$0] }
      let id = elements.alignment.isByID ? element.flatMap(IdentifiedElements.id) : nil
      return path + [
        id.map { .identified($0, old: old, new: new) } ?? .index(old: old, new: new)
      ]
    }
    switch step {
    case .kept: break
    case .removed(let old): append(.removed(elements.olds[old]), at: place(old, nil))
    case .added(let new): append(.added(elements.news[new]), at: place(nil, new))
    case .paired(let old, let new), .moved(let old, let new):
      if case .moved = step { append(.moved(old: old, new: new), at: place(old, new)) }
      if let inner = elements.differences[new] { append(inner, at: place(old, new)) }
    }
  }

  private mutating func append(
    _ kind: StateDifference.Kind, at path: [StateDifference.Component]
  ) {
    changes.append(StateDifference.Change(path: path, kind: kind))
  }
}
