import JQ
import Testing

@Suite struct JQProgramTests {
  @Test func yieldsEachValueAsCompactText() throws {
    #expect(
      try run(".[]", #"[1, "a", null, {"b": [true]}]"#) == ["1", #""a""#, "null", #"{"b":[true]}"#])
    #expect(try run("empty").isEmpty)
  }

  @Test func seesTheEventBesideTheInput() throws {
    #expect(try run(".n + $event.n", #"{"n":1}"#, event: #"{"n":2}"#) == ["3"])
    #expect(try run("$event") == ["null"])
  }

  @Test func canBeRunManyTimes() throws {
    let program = try JQProgram(". * 2", profile: .projection)
    for number in 1...50 {
      #expect(try program.values(of: Array("\(number)".utf8)) == [Array("\(number * 2)".utf8)])
    }
  }

  @Test func tellsWhatCountsAsTrue() throws {
    for (input, isTrue) in [("null", false), ("false", false), ("0", true), (#""""#, true)] {
      #expect(try JQProgram(".", profile: .filter).isTrue(of: Array(input.utf8)) == isTrue)
    }
    let program = try JQProgram(".[]", profile: .filter)
    #expect(throws: JQError.noValue) { try program.isTrue(of: Array("[]".utf8)) }
    #expect(throws: JQError.severalValues) { try program.isTrue(of: Array("[1,2]".utf8)) }
    #expect(try program.isTrue(of: Array("[1]".utf8)))
  }

  /// libjq 1.6 by itself ends the process here.
  @Test func canBeLeftWithinAPathAndRunAgain() throws {
    let program = try JQProgram("path(.a[])", profile: .filter)
    let input = Array(#"{"a":[1,2,3]}"#.utf8)
    #expect(throws: JQError.severalValues) { try program.isTrue(of: input) }
    #expect(try program.values(of: input).count == 3)
  }

  @Test func writesStringsAsJQDoes() throws {
    #expect(
      try run(".", #""\"\\\/\b\f\n\r\t\u0001\u007f é𝄞 \ud834\udd1e""#)
        == [#""\"\\/\b\f\n\r\t\u0001\u007f é𝄞 𝄞""#])
  }

  @Test func writesNumbersAsJQDoes() throws {
    #expect(
      try run(".[]", "[1.0, -0, 1e3, 0.1, 123456789012345678]")
        == ["1", "-0", "1000", "0.1", "123456789012345680"])
    #expect(
      try run("nan, infinite, -infinite") == [
        "null", "1.7976931348623157e+308", "-1.7976931348623157e+308",
      ])
  }

  @Test func writesStringsAsTheyAreWhereAsked() throws {
    let program = try JQProgram(".[]", profile: .filter)
    let values = try program.values(of: Array(#"["a\n\"é", ["b"], "", 1]"#.utf8), raw: true)
    #expect(values == ["a\n\"é", #"["b"]"#, "", "1"].map { Array($0.utf8) })
  }

  @Test func refusesAnInputThatIsNoJSON() throws {
    let program = try JQProgram(".", profile: .filter)
    for input in ["", "{", "[1,]", "1 2"] {
      #expect { try program.values(of: Array(input.utf8)) } throws: { error in
        guard case JQError.input(let message) = error else { return false }
        return !message.isEmpty && !message.contains("while parsing")
      }
    }
  }

  @Test func refusesAValueThatIsTooLarge() throws {
    #expect(throws: JQError.tooLarge(limit: 1000)) {
      try run("[range(1000)]", limits: JQLimits(output: 1000))
    }
  }

  @Test func refusesAValueThatIsNestedTooDeeply() throws {
    #expect(try run("reduce range(256) as $i (null; [.]) | [..] | length") == ["257"])
    #expect(failure("reduce range(300) as $i (null; [.])").contains("nested more than 256 levels"))
    // Shared parts would make a text of 2 to the 40th.
    #expect(throws: JQError.tooLarge(limit: 1 << 20)) {
      try run("reduce range(40) as $i (0; [., .])", limits: JQLimits(output: 1 << 20))
    }
  }

  @Test func failsWithTheProgramsOwnMessage() {
    #expect(failure(#"error("no such order")"#) == "no such order")
    #expect(failure("error({code: 7})") == #"{"code":7}"#)
    #expect(failure(".a", "[]") == #"Cannot index array with string "a""#)
    let long = failure(#"error("a\nb" * 500)"#)
    #expect(long.unicodeScalars.count == 200)
    #expect(long.hasPrefix("a ba b"))
  }
}
