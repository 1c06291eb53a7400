import JQ
import Testing

@Suite struct JQSyntaxTests {
  private func complaint(_ source: String) -> JQError? {
    do {
      _ = try JQProgram(source, profile: .projection)
      return nil
    } catch {
      return error
    }
  }

  @Test func namesTheLineOfTheProgramAsItWasGiven() {
    #expect(complaint("foo") == .syntax(message: "foo/0 is not defined", line: 1))
    #expect(complaint(".a\n| .b\n| bar(1)") == .syntax(message: "bar/1 is not defined", line: 3))
    #expect(complaint(".\r\n| $x") == .syntax(message: "$x is not defined", line: 2))
    #expect(complaint("# why\n. |||") == .syntax(message: "syntax error, unexpected '|'", line: 2))
  }

  @Test func saysWhereAProgramEndsTooEarly() {
    let message = "the program ends where it should go on"
    #expect(complaint(".a |") == .syntax(message: message, line: 1))
    #expect(complaint("def f: 1;\n") == .syntax(message: message, line: 2))
  }

  @Test func saysWhatIsNotClosed() {
    #expect(complaint("(.a") == .syntax(message: "'(' is not closed", line: 1))
    #expect(
      complaint("{a:\n[1}") == .syntax(message: "'}' closes nothing that is open here", line: 2))
    #expect(complaint(".\n| \"abc") == .syntax(message: "a string is not closed", line: 2))
    #expect(complaint(#""\(1""#) == .syntax(message: "a string is not closed", line: 1))
  }

  @Test func refusesAnEmptyProgram() {
    for source in ["", " \n", "# nothing", "\u{0}"] {
      guard case .syntax = complaint(source) else {
        Issue.record("not refused: \(source.debugDescription)")
        continue
      }
    }
  }

  @Test func refusesAProgramThatIsTooLarge() {
    #expect(
      complaint(String(repeating: " ", count: 70_000) + ".")
        == .syntax(message: "the program is larger than 64 KiB", line: nil))
  }

  @Test func refusesModules() {
    for source in [
      #"import "a" as a; ."#, "# text\ninclude \"a\"; .", "module {}; .",
      #"import "a" as $a; ."#,
    ] {
      guard case .syntax(let message, _) = complaint(source) else {
        Issue.record("not refused: \(source)")
        continue
      }
      #expect(message.hasPrefix("modules are not available"))
    }
    guard case .syntax = complaint(#". | include "a"; ."#) else {
      Issue.record("not refused")
      return
    }
  }

  @Test func staysWithinItsOwnBrackets() {
    for source in [
      "1) | (2", ".)) as $out | input, ((.", "1 # )\n)", #""\(1))"#, "1); def f: (2", "]", "1 }",
    ] {
      guard case .syntax = complaint(source) else {
        Issue.record("not refused: \(source)")
        continue
      }
    }
  }

  @Test func readsWhatLooksLikeABracketButIsNone() throws {
    #expect(try run(#""(" + "[" # )]}"#) == [#""([""#])
    #expect(try run(#""\("(" + ")")" + "\")" + "\\""#) == [#""()\")\\""#])
    #expect(try run(#"{"a": 1, ("b"): [2]} | @base64 "x\(.a)""#) == [#""xMQ==""#])
  }

  @Test func anUnboundNameOfTheWrapperIsNotThere() {
    #expect(complaint("$out") == .syntax(message: "$out is not defined", line: 1))
    #expect(complaint("$__prog_args") == .syntax(message: "$__prog_args is not defined", line: 1))
  }

  @Test func knowsItsOwnLine() throws {
    #expect(try run("\n\n$__loc__.line") == ["3"])
  }
}
