/// Two arrays whose elements are objects that are told apart by their `id`.
struct IdentifiedElements {
  /// What became of the elements.
  let steps: [ElementStep]

  /// Aligns two arrays; nil where an element has no `id` that is a scalar of its own.
  ///
  /// - Parameters:
  ///   - olds: The elements as they were.
  ///   - news: The elements as they are.
  init?(_ olds: [JSONValue], _ news: [JSONValue]) {
    guard let oldPlaces = Self.places(olds), let newPlaces = Self.places(news) else { return nil }
    // For each new element, which old one it is.
    let origins = news.map { element in Self.id(of: element).flatMap { oldPlaces[$0] } }
    let matched = origins.indices.filter { origins[$0] != nil }
    let staying = Set(
      IncreasingSubsequence.longest(in: matched.map { origins[$0] ?? 0 }).map { matched[$0] })
    var steps: [ElementStep] = []
    var next = 0
    // Removed elements stand before what stood behind them and stays.
    func removeOlds(before end: Int) {
      while next < end {
        let isGone = Self.id(of: olds[next]).map { newPlaces[$0] == nil } ?? true
        if isGone { steps.append(.removed(old: next)) }
        next += 1
      }
    }
    for (new, origin) in origins.enumerated() {
      guard let old = origin else {
        steps.append(.added(new: new))
        continue
      }
      if staying.contains(new) {
        removeOlds(before: old)
        let isKept = olds[old] == news[new]
        steps.append(isKept ? .kept(old: old, new: new) : .paired(old: old, new: new))
      } else {
        steps.append(.moved(old: old, new: new))
      }
    }
    removeOlds(before: olds.count)
    self.steps = steps
  }

  /// Finds an element's `id`.
  ///
  /// - Parameter element: The element.
  /// - Returns: The `id`; nil where it is no object or has none that is a scalar other than null.
  static func id(of element: JSONValue) -> JSONValue? {
    guard let id = element["id"], id.isScalar, id != .null else { return nil }
    return id
  }

  /// Where each `id` is; nil where an element has none, or one that another has.
  private static func places(_ elements: [JSONValue]) -> [JSONValue: Int]? {
    var places: [JSONValue: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let id = id(of: element), places.updateValue(index, forKey: id) == nil else {
        return nil
      }
    }
    return places
  }
}
