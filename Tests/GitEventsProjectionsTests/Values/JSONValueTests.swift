import GitEvents
import GitEventsProjections
import Testing

/// Values as they are read and written.
@Suite struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-1.50e+10", "\"\"", "\"a\\n\u{E9}\"", "[]", "{}", "[[],{}]",
    "[null,true,false,1,\"x\"]", #"{"":1,"a":{"b":[{"c":null},2,"]"]},"z":"\"}"}"#,
    #"["exactly fifteen","exactly sixteen!","\\\\\\\\\\\\\\\\",12345678901234567890.123]"#,
  ])
  func aTextIsReadAndWrittenUnchanged(_ source: String) throws {
    let text = try JSONText(source)
    let value = JSONValue(text)
    #expect(value.text == text)
    #expect(value.compact() == text.compact())
    #expect(value.line == source)
  }

  @Test(arguments: 0..<20)
  func randomValuesAreReadAndWrittenUnchanged(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let value = values.value(depth: 4)
      // The validator writes the value once more, in its own way.
      let text = try JSONText(value.compact())
      #expect(value.text == text)
      #expect(JSONValue(text) == value)
      #expect(JSONValue(text).hashValue == value.hashValue)
    }
  }

  @Test func deepNestingIsReadAndWritten() throws {
    let limits = JSONLimits(maximumDepth: 300, maximumBytes: 1 << 20)
    let source = String(repeating: "{\"a\":[", count: 150) + String(repeating: "]}", count: 150)
    let text = try JSONText(source, limits: limits)
    #expect(JSONValue(text).text == text)
  }

  @Test(arguments: [
    ("1", "1.0"), ("1e2", "1E2"), ("0", "-0"), ("\"\u{E9}\"", "\"e\u{301}\""), ("1", "\"1\""),
    ("[]", "{}"), ("null", "false"), ("[1,2]", "[2,1]"), (#"{"a":1}"#, #"{"b":1}"#),
    ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}"), ("[1]", "[1,1]"),
    ("\"fifteen letters\"", "\"fifteen letters!\""),
  ])
  func valuesThatAreSpelledDifferentlyDiffer(_ left: String, _ right: String) throws {
    #expect(try JSONValue(parsing: left) != JSONValue(parsing: right))
  }

  @Test func membersAreFoundByTheirNames() throws {
    let value = try JSONValue(parsing: #"{"total":12.50,"odd \"name\"":[]}"#)
    #expect(value["total"] == .number(try number("12.50")))
    #expect(value["odd \"name\""] == .array([]))
    #expect(value["Total"] == nil)
    #expect(JSONValue.array([])["total"] == nil)
  }

  private func number(_ text: String) throws -> JSONNumber {
    guard case .number(let number) = try JSONValue(parsing: text) else { throw NotANumber() }
    return number
  }

  private struct NotANumber: Error {}
}
