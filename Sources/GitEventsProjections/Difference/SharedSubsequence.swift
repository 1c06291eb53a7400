/// Finds which elements of a list are still there in another one, in the same order.
struct SharedSubsequence {
  /// An element of both lists.
  struct Match: Hashable {
    let old: Int
    let new: Int
  }

  /// The number of removed and added elements up to which the longest subsequence is looked for.
  ///
  /// Time and memory grow with its square: this many take about 32 MB.
  static let maximumEdits = 4_000

  private let olds: [Int]
  private let news: [Int]

  /// Finds a common subsequence.
  ///
  /// It is a longest one where no more than `maximumEdits` elements that are in both lists are
  /// removed or added, after Myers' "An O(ND) Difference Algorithm and Its Variations". Past that
  /// it is one that is found in little more than linear time.
  ///
  /// - Parameters:
  ///   - olds: Numbers that are equal where the elements are.
  ///   - news: The same for the other list.
  ///   - maximumEdits: Where to stop looking for the longest.
  /// - Returns: The matches in order.
  static func matches(
    _ olds: [Int], _ news: [Int], maximumEdits: Int = maximumEdits
  ) -> [Match] {
    // What is in one list only can match nothing, and would be most of the work.
    let inOld = Set(olds)
    let inNew = Set(news)
    let oldPlaces = olds.indices.filter { inNew.contains(olds[$0]) }
    let newPlaces = news.indices.filter { inOld.contains(news[$0]) }
    let search = SharedSubsequence(
      olds: oldPlaces.map { olds[$0] }, news: newPlaces.map { news[$0] })
    let matches = search.longest(maximumEdits: maximumEdits) ?? search.anchored()
    return matches.map { Match(old: oldPlaces[$0.old], new: newPlaces[$0.new]) }
  }

  /// Finds a longest one; nil where more edits are needed than allowed.
  private func longest(maximumEdits: Int) -> [Match]? {
    // For each diagonal `old - new`, how far down `olds` a path with so many edits leads at most.
    // Kept for every number of edits, to find the way back: diagonals go by twos, so it has
    // `edits + 1` of them.
    var rounds: [[Int32]] = []
    for edits in 0...(olds.count + news.count) {
      guard edits <= maximumEdits else { return nil }
      var round: [Int32] = []
      round.reserveCapacity(edits + 1)
      for number in 0...edits {
        var old = rounds.last.map { Self.start($0, number).old } ?? 0
        let diagonal = 2 * number - edits
        while old < olds.count, old - diagonal < news.count, olds[old] == news[old - diagonal] {
          old += 1
        }
        round.append(Int32(old))
        if old >= olds.count, old - diagonal >= news.count {
          rounds.append(round)
          return wayBack(rounds, number)
        }
      }
      rounds.append(round)
    }
    return nil
  }

  /// Where the path on a diagonal begins, given the round before.
  ///
  /// - Returns: The place, and the number of the diagonal from which it comes.
  private static func start(_ round: [Int32], _ number: Int) -> (old: Int, from: Int) {
    // Down from the diagonal above, where an element is added; or right from the one below, where
    // one is removed.
    let added = number < round.count ? Int(round[number]) : -1
    let removed = number > 0 ? Int(round[number - 1]) + 1 : -1
    return removed > added ? (removed, number - 1) : (added, number)
  }

  private func wayBack(_ rounds: [[Int32]], _ last: Int) -> [Match] {
    var result: [Match] = []
    var number = last
    for edits in rounds.indices.reversed() {
      let diagonal = 2 * number - edits
      var old = Int(rounds[edits][number])
      let start = edits > 0 ? Self.start(rounds[edits - 1], number) : (old: 0, from: 0)
      while old > start.old {
        old -= 1
        result.append(Match(old: old, new: old - diagonal))
      }
      number = start.from
    }
    return result.reversed()
  }

  /// Finds some: elements that are once in each list hold it up, and equal neighbours join them.
  private func anchored() -> [Match] {
    let oldPlaces = Self.places(ofSingleElementsOf: olds)
    let newPlaces = Self.places(ofSingleElementsOf: news)
    let candidates = oldPlaces.compactMap { element, old in
      newPlaces[element].map { Match(old: old, new: $0) }
    }.sorted { $0.old < $1.old }
    let kept = IncreasingSubsequence.longest(in: candidates.map(\.new)).map { candidates[$0] }
    var result: [Match] = []
    var start = Match(old: 0, new: 0)
    for anchor in kept + [Match(old: olds.count, new: news.count)] {
      appendNeighbours(from: start, to: anchor, &result)
      guard anchor.old < olds.count else { break }
      result.append(anchor)
      start = Match(old: anchor.old + 1, new: anchor.new + 1)
    }
    return result
  }

  /// Appends what is equal from the beginning and from the end of a gap.
  private func appendNeighbours(from start: Match, to end: Match, _ result: inout [Match]) {
    let common = min(end.old - start.old, end.new - start.new)
    var first = 0
    while first < common, olds[start.old + first] == news[start.new + first] {
      result.append(Match(old: start.old + first, new: start.new + first))
      first += 1
    }
    var last = 0
    while last < common - first, olds[end.old - last - 1] == news[end.new - last - 1] { last += 1 }
    for offset in (0..<last).reversed() {
      result.append(Match(old: end.old - offset - 1, new: end.new - offset - 1))
    }
  }

  private static func places(ofSingleElementsOf list: [Int]) -> [Int: Int] {
    var places: [Int: Int] = [:]
    for (index, element) in list.enumerated() {
      places[element] = places[element] == nil ? index : -1
    }
    return places.filter { $0.value >= 0 }
  }
}
