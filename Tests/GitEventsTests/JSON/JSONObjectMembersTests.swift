import GitEvents
import Testing

/// Taking a line of JSON Lines apart.
@Suite struct JSONObjectMembersTests {
  private func split(_ line: String) throws -> JSONObjectMembers {
    try JSONObjectMembers(Array(line.utf8))
  }

  @Test func keepsOrderNamesKindsAndRanges() throws {
    let line = try split(#" {"b":{},"a": [1] ,"s":"x","n":-1,"t":true,"f":false,"\u0030":null} "#)
    #expect(line.members.map(\.name) == ["b", "a", "s", "n", "t", "f", "0"])
    #expect(line.members.map(\.offset) == [2, 9, 19, 27, 34, 43, 53])
    #expect(
      line.members.map(\.value.kind)
        == [.object, .array, .string, .number, .true, .false, .null])
    #expect(
      line.members.map(\.value.range) == [
        6..<8, 14..<17, 23..<26, 31..<33, 38..<42, 47..<52, 62..<66,
      ])
  }

  @Test func anEmptyObjectHasNoMembers() throws {
    #expect(try split(" { } \r\n").members.isEmpty)
  }

  @Test(arguments: [#""""#, #""a""#, #""é\n\/\u0000\ud83d\ude00\\\"""#])
  func decodesStrings(_ string: String) throws {
    let expected = string.count < 4 ? String(string.dropFirst().dropLast()) : "é\n/\0😀\\\""
    #expect(try split("{\"a\":\(string)}").members[0].value.string() == expected)
    #expect(try split("{\(string):1}").members[0].name == expected)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", .max),
      ("-9223372036854775808", .min),
    ] as [(String, Int)])
  func readsIntegers(_ number: String, _ expected: Int) throws {
    #expect(try split("{\"a\":\(number)}").members[0].value.integer() == expected)
  }

  @Test(arguments: ["9223372036854775808", "-9223372036854775809", "99999999999999999999999"])
  func refusesIntegersThatDoNotFit(_ number: String) throws {
    let value = try split("{\"a\":\(number)}").members[0].value
    #expect(throws: JSONError(offset: 5, reason: .integerOverflow)) { try value.integer() }
  }

  @Test(arguments: ["1.0", "1e3", "0.5", "\"1\"", "true", "null", "[]"])
  func refusesAnIntegerOfAnotherKind(_ text: String) throws {
    let value = try split("{\"a\":\(text)}").members[0].value
    #expect(throws: JSONError(offset: 5, reason: .wrongType)) { try value.integer() }
  }

  @Test(arguments: ["1", "{}", "null"])
  func refusesAStringOfAnotherKind(_ text: String) throws {
    let value = try split("{\"a\":\(text)}").members[0].value
    #expect(throws: JSONError(offset: 5, reason: .wrongType)) { try value.string() }
  }

  @Test(arguments: [#"{"b":1,"a":[1.10]}"#, "[]", "{}", #""\u0041\n""#, "1E400", "null", "true"])
  func bringsValuesIntoCanonicalForm(_ text: String) throws {
    #expect(try split("{\"x\":\(text) }").members[0].value.text() == JSONText(text))
  }

  @Test(
    arguments: [
      ("", 0, .unexpectedEnd), ("  ", 2, .unexpectedEnd), ("[]", 0, .wrongType),
      ("1", 0, .wrongType), (" \"a\"", 1, .wrongType), ("{\"a\":1}x", 7, .trailingContent),
      ("{\"a\":1}{}", 7, .trailingContent), ("{\"a\":1,}", 7, .unexpectedByte),
      ("{\"a\":x}", 5, .unexpectedByte), ("{\"a\":", 5, .unexpectedEnd),
      ("{\"a\" 1}", 5, .unexpectedByte), ("\u{FEFF}{}", 0, .byteOrderMark),
      ("{\"a\":{\"b\":[01]}}", 12, .invalidNumber), ("{\"a\":\"\\ud800\"}", 6, .loneSurrogate),
      ("{\"a\":{\"b\":1,\"b\":2}}", 12, .duplicateName),
      ("{\"a\":1,\"\\u0061\":2}", 7, .duplicateName),
      ("{\"a\":1 \"b\":2}", 7, .unexpectedByte), ("{\"a\":1]", 6, .unexpectedByte),
    ] as [(String, Int, JSONError.Reason)])
  func refusesMalformedLines(_ line: String, _ offset: Int, _ reason: JSONError.Reason) {
    #expect(throws: JSONError(offset: offset, reason: reason)) { try split(line) }
  }

  @Test(arguments: [2, 16, 17, 1000])
  func refusesDuplicateNamesAmongMany(_ count: Int) throws {
    let start = "{" + (0..<count).map { "\"n\($0)\":0" }.joined(separator: ",")
    #expect(try split(start + "}").members.count == count)
    #expect(throws: JSONError(offset: start.utf8.count + 1, reason: .duplicateName)) {
      try split(start + ",\"n1\":1,\"n0\":1}")
    }
  }

  @Test func namesThatDifferByNormalisationAloneAreDifferent() throws {
    #expect(try split("{\"\u{E9}\":1,\"e\u{301}\":2}").members.count == 2)
    #expect(try split("{\"a\u{301}\u{323}\":1,\"a\u{323}\u{301}\":2}").members.count == 2)
    let many = (0..<20).map { ",\"\($0)\":0" }.joined()
    #expect(try split("{\"\u{E9}\":1,\"e\u{301}\":2\(many)}").members.count == 22)
  }

  /// Memory set aside by the line's length for each value would be 40 GB here.
  @Test func manySmallValuesTakeLittleMemory() throws {
    let members = (0..<50_000).map { "\"\($0)\":[]" }.joined(separator: ",")
    #expect(try split("{" + members + "}").members.count == 50_000)
  }

  @Test func limitsCountForEachValue() throws {
    let line = Array(#"{"a":[1,2],"b":"long enough"}"#.utf8)
    let tight = JSONLimits(maximumDepth: 1, maximumBytes: 12)
    #expect(throws: JSONError(offset: 9, reason: .tooLarge)) {
      try JSONObjectMembers(line, limits: tight)
    }
    let scalar = Array(#"{"b":"long enough"}"#.utf8)
    let value = try JSONObjectMembers(scalar, limits: tight).members[0].value
    #expect(throws: JSONError(offset: 5, reason: .tooLarge)) { try value.text() }
    #expect(try value.string() == "long enough")
  }
}
