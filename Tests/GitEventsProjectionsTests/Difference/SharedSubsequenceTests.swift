import Testing

@testable import GitEventsProjections

/// Which elements of a list are still there in another one.
@Suite struct SharedSubsequenceTests {
  @Test(arguments: 0..<20)
  func theLongestIsFound(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<50 {
      let olds = list(&values)
      let news = list(&values)
      let matches = SharedSubsequence.matches(olds, news)
      expectSound(matches, olds, news)
      #expect(matches.count == length(olds, news), "\(olds) \(news)")
    }
  }

  @Test(arguments: 0..<20)
  func pastTheLimitOneIsFoundThatIsSound(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<50 {
      let olds = list(&values)
      let news = list(&values)
      expectSound(SharedSubsequence.matches(olds, news, maximumEdits: -1), olds, news)
    }
  }

  @Test func pastTheLimitSingleElementsHoldTheListsTogether() {
    let olds = Array(0..<100) + [7, 7]
    let news = Array(0..<50) + [7] + Array(50..<100) + [7, 7]
    let matches = SharedSubsequence.matches(olds, news, maximumEdits: -1)
    expectSound(matches, olds, news)
    #expect(matches.count == 102)
  }

  @Test func longListsWithFewChangesAreAlignedExactly() {
    let olds = Array(0..<200_000)
    var news = olds
    news.remove(at: 150_000)
    news.insert(-1, at: 100_000)
    news.swapAt(10, 11)
    #expect(SharedSubsequence.matches(olds, news).count == 199_998)
  }

  @Test func longListsWithoutOrderAreAlignedSomehow() {
    var values = RandomValues(seed: 1)
    let olds = (0..<20_000).map { _ in values.below(9_000) }
    let news = (0..<20_000).map { _ in values.below(9_000) }
    let matches = SharedSubsequence.matches(olds, news)
    expectSound(matches, olds, news)
    #expect(!matches.isEmpty)
  }

  @Test(arguments: 0..<20)
  func theLongestIncreasingSubsequenceIsFound(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<20 {
      let list = Array(0..<values.below(20)).shuffled(using: &values.random)
      let places = IncreasingSubsequence.longest(in: list)
      #expect(places == places.sorted())
      #expect(places.map { list[$0] } == places.map { list[$0] }.sorted())
      #expect(places.count == length(list, list.sorted()))
    }
  }

  private func list(_ values: inout RandomValues) -> [Int] {
    let size = values.below(16)
    let kinds = 1 + values.below(10)
    return (0..<size).map { _ in values.below(kinds) }
  }

  private func expectSound(_ matches: [SharedSubsequence.Match], _ olds: [Int], _ news: [Int]) {
    var last = (old: -1, new: -1)
    for match in matches {
      #expect(match.old > last.old)
      #expect(match.new > last.new)
      #expect(olds[match.old] == news[match.new])
      last = (match.old, match.new)
    }
  }

  /// The length of a longest common subsequence, by the textbook's table.
  private func length(_ olds: [Int], _ news: [Int]) -> Int {
    var row = Array(repeating: 0, count: news.count + 1)
    for old in olds {
      var diagonal = 0
      for (index, new) in news.enumerated() {
        let above = row[index + 1]
        row[index + 1] = old == new ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[news.count]
  }
}
