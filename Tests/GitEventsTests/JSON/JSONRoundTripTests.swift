import GitEvents
import Testing

/// Properties that hold for every value, tried on random ones.
@Suite struct JSONRoundTripTests {
  private static let seeds: [UInt64] = Array(1...40)

  @Test(arguments: seeds)
  func anySpellingOfAValueHasTheSameBytes(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let value = RandomJSON.make(depth: 5, using: &random)
      let expected = Array((value.canonical() + "\n").utf8)
      for _ in 0..<3 {
        let spelling = value.spelling(using: &random)
        #expect(try JSONText(spelling).bytes == expected, "\(spelling)")
      }
      let text = try JSONText(canonical: expected)
      #expect(try JSONText(text.compact()) == text)
      #expect(try JSONText(text.bytes) == text)
    }
  }

  @Test(arguments: seeds)
  func splittingAndWritingALineKeepsTheValue(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let value = RandomJSON.object(depth: 4, using: &random)
      let line = try JSONObjectMembers(Array(value.spelling(using: &random).utf8))
      var writer = JSONLineWriter()
      for member in line.members.shuffled(using: &random) {
        if member.value.kind == .string {
          writer.member(member.name, string: try member.value.string())
        } else {
          writer.member(member.name, text: try member.value.text())
        }
      }
      #expect(try JSONText(writer.finish()).bytes == Array((value.canonical() + "\n").utf8))
    }
  }

  @Test func everyChangeToACanonicalTextIsNoticed() throws {
    let canonical = try JSONText(#"{"a":[1,{"b":"\n\u0001é"},[],{}],"c":-1.50e3,"d":true}"#).bytes
    for index in canonical.indices {
      for byte in [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "a")] {
        var changed = canonical
        changed.insert(byte, at: index)
        #expect(JSONInvariants.violation(for: changed) == nil)
      }
      var shorter = canonical
      shorter.remove(at: index)
      #expect(JSONInvariants.violation(for: shorter) == nil)
    }
  }
}
