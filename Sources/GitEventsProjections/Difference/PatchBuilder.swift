/// Builds the operations that make one value of another.
struct PatchBuilder {
  /// The operations so far.
  private(set) var operations: [JSONPatch.Operation] = []

  /// The number of steps past which finding out where shuffled elements go is not worth it.
  private static let maximumSteps = 16_000_000

  /// Appends the operations for what is below a place.
  ///
  /// - Parameters:
  ///   - difference: What is different there.
  ///   - tokens: The place.
  mutating func append(_ difference: ValueDifference, at tokens: [JSONString]) {
    switch difference {
    case .replaced(_, let new):
      operations.append(.replace(JSONPointer(tokens: tokens), new))
    case .members(let members, _):
      for member in members {
        let tokens = tokens + [member.name]
        switch member.change {
        case .added(let value): operations.append(.add(JSONPointer(tokens: tokens), value))
        case .removed: operations.append(.remove(JSONPointer(tokens: tokens)))
        case .changed(let difference): append(difference, at: tokens)
        }
      }
    case .elements(let elements):
      append(elements, at: tokens)
    }
  }

  private mutating func append(_ elements: ValueDifference.Elements, at tokens: [JSONString]) {
    func pointer(_ index: Int) -> JSONPointer {
      JSONPointer(tokens: tokens + [JSONString(String(index))])
    }
    var removed: [Int] = []
    var added: [Int] = []
    var survivors: [Survivor] = []
    for step in elements.alignment.steps {
      switch step {
      case .removed(let old): removed.append(old)
      case .added(let new): added.append(new)
      case .kept(let old, _), .paired(let old, _): survivors.append(Survivor(old, isMoved: false))
      case .moved(let old, _): survivors.append(Survivor(old, isMoved: true))
      }
    }
    let moved = survivors.count { $0.isMoved }
    guard moved * survivors.count <= Self.maximumSteps else {
      operations.append(.replace(JSONPointer(tokens: tokens), .array(elements.news)))
      return
    }
    // From the end, so that no index changes before it is used.
    for old in removed.sorted(by: >) { operations.append(.remove(pointer(old))) }
    if moved > 0 {
      for move in Self.moves(survivors) {
        operations.append(.move(from: pointer(move.from), to: pointer(move.to)))
      }
    }
    // From the beginning, for the same reason; then all elements are where they belong.
    for new in added { operations.append(.add(pointer(new), elements.news[new])) }
    for (new, difference) in elements.differences.sorted(by: { $0.key < $1.key }) {
      append(difference, at: tokens + [JSONString(String(new))])
    }
  }

  /// An element that is in both arrays.
  private struct Survivor {
    let old: Int
    let isMoved: Bool

    init(_ old: Int, isMoved: Bool) {
      self.old = old
      self.isMoved = isMoved
    }
  }

  /// Finds out from where to where elements move, given them in their new order.
  private static func moves(_ survivors: [Survivor]) -> [(from: Int, to: Int)] {
    var moves: [(from: Int, to: Int)] = []
    var current = survivors.map(\.old).sorted()
    var previous: Int?
    // Each goes right behind the one that comes before it. Those that do not move are in order
    // already, so in the end all are.
    for survivor in survivors {
      if survivor.isMoved, let from = current.firstIndex(of: survivor.old) {
        current.remove(at: from)
        let to = previous.flatMap { current.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        current.insert(survivor.old, at: to)
        if from != to { moves.append((from, to)) }
      }
      previous = survivor.old
    }
    return moves
  }
}
