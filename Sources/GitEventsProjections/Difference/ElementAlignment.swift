/// What became of an array's elements.
enum ElementStep: Sendable, Hashable {
  /// An element is still there, unchanged.
  case kept(old: Int, new: Int)
  /// An element was changed, or another one took its place; rarely, that one is equal.
  case paired(old: Int, new: Int)
  /// An element that has an `id` is in another place among those that are still there, changed or
  /// not.
  case moved(old: Int, new: Int)
  /// An element is no longer there.
  case removed(old: Int)
  /// An element was not there.
  case added(new: Int)
}

/// Says which element of an array became which one of another.
///
/// Where all elements are objects that have an `id` of their own, they are told apart by it. Other
/// arrays are aligned by a longest common subsequence, and what was removed and added at one place
/// is paired.
struct ElementAlignment: Sendable {
  /// What became of the elements, in document order; each old and each new index is in one step.
  let steps: [ElementStep]

  /// Whether elements were told apart by their `id`.
  let isByID: Bool

  /// Aligns two arrays.
  ///
  /// - Parameters:
  ///   - olds: The elements as they were.
  ///   - news: The elements as they are.
  init(_ olds: [JSONValue], _ news: [JSONValue]) {
    if let ids = IdentifiedElements(olds, news) {
      steps = ids.steps
      isByID = true
    } else {
      steps = Self.steps(olds, news)
      isByID = false
    }
  }

  private static func steps(_ olds: [JSONValue], _ news: [JSONValue]) -> [ElementStep] {
    let common = min(olds.count, news.count)
    var prefix = 0
    while prefix < common, olds[prefix] == news[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < common - prefix,
      olds[olds.count - suffix - 1] == news[news.count - suffix - 1]
    {
      suffix += 1
    }
    // Equal elements get the same number, so that each is looked at once.
    var numbers: [JSONValue: Int] = [:]
    func number(_ value: JSONValue) -> Int {
      if let number = numbers[value] { return number }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
    let oldNumbers = olds[prefix..<olds.count - suffix].map(number)
    let newNumbers = news[prefix..<news.count - suffix].map(number)
    let inner = SharedSubsequence.matches(oldNumbers, newNumbers)
    var steps: [ElementStep] = (0..<prefix).map { .kept(old: $0, new: $0) }
    var old = 0
    var new = 0
    for match in inner + [.init(old: oldNumbers.count, new: newNumbers.count)] {
      while old < match.old || new < match.new {
        // A run that was removed meets a run that was added.
        if old < match.old, new < match.new {
          steps.append(.paired(old: prefix + old, new: prefix + new))
          old += 1
          new += 1
        } else if old < match.old {
          steps.append(.removed(old: prefix + old))
          old += 1
        } else {
          steps.append(.added(new: prefix + new))
          new += 1
        }
      }
      guard old < oldNumbers.count, new < newNumbers.count else { continue }
      steps.append(.kept(old: prefix + old, new: prefix + new))
      old += 1
      new += 1
    }
    for offset in (0..<suffix).reversed() {
      steps.append(.kept(old: olds.count - offset - 1, new: news.count - offset - 1))
    }
    return steps
  }
}
