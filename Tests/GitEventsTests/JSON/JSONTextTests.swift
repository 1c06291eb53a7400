import GitEvents
import Testing

/// The stored form of payloads, and its limits.
@Suite struct JSONTextTests {
  @Test func theEmptyObjectIsCanonical() throws {
    #expect(try JSONText("{ }") == .emptyObject)
    #expect(try JSONText(canonical: JSONText.emptyObject.bytes) == .emptyObject)
  }

  @Test func namesThatDifferByNormalisationAloneAreDifferent() throws {
    let text = try JSONText("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(text.compact() == Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8))
    let marks = try JSONText("{\"a\u{323}\u{301}\":1,\"a\u{301}\u{323}\":2}")
    #expect(marks.compact() == Array("{\"a\u{301}\u{323}\":2,\"a\u{323}\u{301}\":1}".utf8))
    #expect(try JSONText("\"\u{E9}\"") != JSONText("\"e\u{301}\""))
  }

  @Test func differentSpellingsOfANumberAreDifferentTexts() throws {
    #expect(try JSONText("1.10") != JSONText("1.1"))
    #expect(try JSONText("1e2") != JSONText("1E2"))
  }

  @Test func messagesCarryNothingOfThePayload() {
    let error = #expect(throws: JSONError.self) { try JSONText(#"{"secret":1,"secret":2}"#) }
    #expect(error?.message == "duplicate member name at byte 12")
  }

  @Test(arguments: ["[", "{\"a\":"])
  func allowsSixtyFourNestedContainersAndNoMore(_ opening: String) throws {
    let closing = opening == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
    }
    let text = try JSONText(nested(64))
    #expect(try JSONText(canonical: text.bytes) == text)
    #expect(throws: JSONError(offset: 64 * opening.utf8.count, reason: .tooDeep)) {
      try JSONText(nested(65))
    }
    let deeper = try JSONText(nested(65), limits: JSONLimits(maximumDepth: 65))
    let error = #expect(throws: JSONError.self) { try JSONText(canonical: deeper.bytes) }
    #expect(error?.reason == .tooDeep)
  }

  @Test func anEmptyContainerCountsForDepth() throws {
    let flat = JSONLimits(maximumDepth: 0)
    #expect(throws: JSONError(offset: 0, reason: .tooDeep)) { try JSONText("[]", limits: flat) }
    #expect(try JSONText("1", limits: flat).description == "1\n")
  }

  @Test(arguments: ["[1,2,3]", #"{"b":[],"a":{"c":"é"}}"#, "\"abc\"", "12", "{}", "true"])
  func theLimitCountsCanonicalBytes(_ source: String) throws {
    let size = try JSONText(source).bytes.count
    let exact = JSONLimits(maximumBytes: size)
    let less = JSONLimits(maximumBytes: size - 1)
    let text = try JSONText(source, limits: exact)
    #expect(try JSONText(canonical: text.bytes, limits: exact) == text)
    let error = #expect(throws: JSONError.self) { try JSONText(source, limits: less) }
    #expect(error?.reason == .tooLarge)
    #expect(throws: JSONError(offset: size - 1, reason: .tooLarge)) {
      try JSONText(canonical: text.bytes, limits: less)
    }
  }

  @Test func whiteSpaceOfTheClientDoesNotCount() throws {
    let padded = String(repeating: " ", count: 2_000_000) + "1"
    #expect(try JSONText(padded).bytes == Array("1\n".utf8))
  }

  /// Each element takes 3 bytes and would become 129.
  @Test func givesUpBeforeIndentationFillsMemory() {
    let elements = Array(repeating: "[]", count: 300_000).joined(separator: ",")
    let text =
      String(repeating: "[", count: 63) + elements + String(repeating: "]", count: 63)
    let error = #expect(throws: JSONError.self) { try JSONText(text) }
    #expect(error?.reason == .tooLarge)
    #expect((error?.offset ?? .max) < 30_000)
  }

  @Test func nestingNeverExhaustsTheStack() {
    let limits = JSONLimits(maximumDepth: .max, maximumBytes: 1 << 22)
    for opening in ["[", "{\"\":"] {
      let text = Array(String(repeating: opening, count: 500_000).utf8)
      let error = #expect(throws: JSONError.self) { try JSONText(text, limits: limits) }
      #expect(error?.reason == .tooLarge)
    }
  }

  @Test func largeObjectsAndArraysAreSorted() throws {
    let limits = JSONLimits(maximumBytes: 1 << 26)
    var random = SeededRandom(seed: 7)
    let names = (0..<100_000).map { "name-\($0)" }.shuffled(using: &random)
    let object = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    let text = try JSONText(object, limits: limits)
    let lines = text.description.split(separator: "\n").dropFirst().dropLast()
    #expect(lines.count == 100_000)
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try JSONText(canonical: text.bytes, limits: limits) == text)
    #expect(throws: JSONError(offset: object.utf8.count, reason: .duplicateName)) {
      try JSONText(object.dropLast() + ",\"\(names[500])\":1}", limits: limits)
    }
    let array = "[" + Array(repeating: "1", count: 500_000).joined(separator: ",") + "]"
    #expect(try JSONText(array, limits: limits).bytes.count == 500_000 * 5 + 3)
  }

  @Test(
    arguments: [
      ("1", 1), ("1\n\n", 2), (" 1\n", 0), ("1 \n", 1), ("[1]\n", 1), ("[\n]\n", 2),
      ("[\n  1,\n  2\n]", 12), ("{\n  \"a\":1\n}\n", 8), ("{\n  \"a\": 1,\n  \"A\": 1\n}\n", 14),
      ("\"\\/\"\n", 1), ("\"\\u0041\"\n", 1), ("\"\\u001F\"\n", 1), ("\"\\u000a\"\n", 1),
      ("\"\\u00e9\"\n", 1), ("\"\\ud83d\\ude00\"\n", 1), ("[\n\t1\n]\n", 2), ("[\r\n  1\n]\n", 1),
      ("[\n  1\n  ]\n", 6), ("[\n  [ ]\n]\n", 5), ("", 0),
    ] as [(String, Int)])
  func acceptsAsCanonicalNothingElse(_ text: String, _ offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONText(canonical: Array(text.utf8)) }
    #expect(error?.offset == offset)
    #expect(error?.reason == (text.isEmpty ? .unexpectedEnd : .notCanonical))
  }

  @Test func aStoredTextWithADuplicateNameSaysSo() {
    let text = Array("{\n  \"a\": 1,\n  \"a\": 2\n}\n".utf8)
    #expect(throws: JSONError(offset: 14, reason: .duplicateName)) {
      try JSONText(canonical: text)
    }
  }
}
