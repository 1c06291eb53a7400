import Foundation
import GitEvents
import Testing

/// Mutates texts at random, and looks for a broken promise.
@Suite struct JSONFuzzTests {
  /// `GIT_EVENTS_FUZZ_ITERATIONS=1000000 swift test -c release --filter JSONFuzzTests` takes longer
  /// and finds more.
  private static let iterations =
    ProcessInfo.processInfo.environment["GIT_EVENTS_FUZZ_ITERATIONS"].flatMap(Int.init) ?? 5000

  @Test func keepsItsPromisesForMutatedTexts() {
    var random = SeededRandom(seed: 20_261_121)
    let seeds =
      ValidJSON.table.map { Array($0.text.utf8) } + ValidJSON.table.map { Array($0.canonical.utf8) }
      + InvalidJSON.table.map(\.bytes)
    for _ in 0..<Self.iterations {
      var text = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        Self.mutate(&text, with: seeds, using: &random)
      }
      if let violation = JSONInvariants.violation(for: text) {
        Issue.record("\(violation): \(text)")
      }
    }
  }

  @Test func keepsItsPromisesForTheTables() {
    for text in ValidJSON.table.map({ Array($0.text.utf8) }) + InvalidJSON.table.map(\.bytes) {
      #expect(JSONInvariants.violation(for: text) == nil)
    }
  }

  private static func mutate(
    _ text: inout [UInt8], with seeds: [[UInt8]], using random: inout SeededRandom
  ) {
    let tokens = Array("{}[]:,\"\\ \n0-.eu9dtfn".utf8)
    let place = Int.random(in: 0...text.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where place < text.count: text.remove(at: place)
    case 1 where place < text.count: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2 where place < text.count: text[place] = .random(in: 0...255, using: &random)
    case 3: text.insert(contentsOf: seeds.randomElement(using: &random) ?? [], at: place)
    case 4: text.append(0x0A)
    case 5: text = Array("{\"a\":".utf8) + text + Array(",\"b\":1}".utf8)
    default: text.insert(tokens.randomElement(using: &random) ?? 0x20, at: place)
    }
  }
}
