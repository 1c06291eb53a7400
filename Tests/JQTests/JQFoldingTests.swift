import JQ
import Testing

@Suite struct JQFoldingTests {
  private func text(_ program: JQProgram, _ slot: Int) throws -> String {
    String(decoding: try program.state(slot: slot), as: UTF8.self)
  }

  @Test func foldsEventsIntoSlots() throws {
    let program = try JQProgram(".n += $event.n", profile: .projection)
    try program.setState(Array(#"{"n":10}"#.utf8), slot: 1)
    for number in 1...100 {
      try program.apply(Array(#"{"n":\#(number)}"#.utf8), slot: number % 2)
    }
    #expect(try text(program, 0) == #"{"n":2550}"#)
    #expect(try text(program, 1) == #"{"n":2510}"#)
    #expect(try text(program, 7) == "null")
    program.removeStates()
    #expect(try text(program, 0) == "null")
  }

  /// Beyond 32 members, at any depth, the state is no longer kept at each event.
  @Test(
    arguments: [3, 31, 32, 33, 200],
    [
      #". + {("k\($event.n)"): $event.n}"#,
      #"(. + {a: null}) as $rest | .a | . + {("k\($event.n)"): $event.n} | $rest + {a: .}"#,
      #". + [[$event.n]]"#,
    ])
  func aFailureLeavesTheStateAsItWas(_ size: Int, _ step: String) throws {
    let source = "(\(step)) | if $event.fails then error(\"no\") else . end"
    let program = try JQProgram(source, profile: .projection)
    let untroubled = try JQProgram(source, profile: .projection)
    for number in 1...size {
      let event = Array(#"{"n":\#(number)}"#.utf8)
      try program.apply(event, slot: 0)
      try untroubled.apply(event, slot: 0)
      if number % 7 == 0 || number == size {
        #expect(throws: JQError.failed(message: "no")) {
          try program.apply(Array(#"{"n":0,"fails":true}"#.utf8), slot: 0)
        }
        #expect(try text(program, 0) == text(untroubled, 0))
      }
    }
    try program.apply(Array(#"{"n":"last"}"#.utf8), slot: 0)
    try untroubled.apply(Array(#"{"n":"last"}"#.utf8), slot: 0)
    #expect(try text(program, 0) == text(untroubled, 0))
    #expect(try text(program, 0).contains("last\""))
  }

  @Test func needsExactlyOneNextState() throws {
    let program = try JQProgram("$event[]", profile: .projection)
    try program.setState(Array("5".utf8), slot: 0)
    #expect(throws: JQError.noValue) { try program.apply(Array("[]".utf8), slot: 0) }
    #expect(throws: JQError.severalValues) { try program.apply(Array("[1,2]".utf8), slot: 0) }
    #expect(throws: JQError.self) { try program.apply(Array("[".utf8), slot: 0) }
    #expect(try text(program, 0) == "5")
    try program.apply(Array("[7]".utf8), slot: 0)
    #expect(try text(program, 0) == "7")
  }

  @Test func asksAboutAStateAndLeavesIt() throws {
    let program = try JQProgram(".n > $event", profile: .filter)
    try program.setState(Array(#"{"n":3}"#.utf8), slot: 0)
    #expect(try program.isTrue(ofState: 0, event: Array("2".utf8)))
    #expect(try !program.isTrue(ofState: 0, event: Array("3".utf8)))
    #expect(try text(program, 0) == #"{"n":3}"#)
  }

  /// What is changed in place is not copied: a fold that copied a growing array would take the square of its length.
  @Test func aStateGrowsInPlace() throws {
    let program = try JQProgram(". + [$event]", profile: .projection)
    for _ in 0..<20_000 { try program.apply(Array("1".utf8), slot: 0) }
    #expect(try program.state(slot: 0).count == 40_001)
  }

  /// States are mostly a few members with maps in them. A fold that copied such a map took the square of its size.
  @Test func aMapWithinAStateGrowsInPlace() throws {
    let program = try JQProgram(
      "(. + {a: null}) as $rest | .a | . + {($event): 1} | $rest + {a: .}", profile: .projection)
    for number in 0..<20_000 { try program.apply(Array("\"\(number)\"".utf8), slot: 0) }
    #expect(try program.state(slot: 0).count > 160_000)
  }
}
