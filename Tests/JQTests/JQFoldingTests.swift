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

  /// Beyond 32 members the state is no longer kept at each event.
  @Test(arguments: [3, 31, 32, 33, 200])
  func aFailureLeavesTheStateAsItWas(_ size: Int) throws {
    let program = try JQProgram(
      #". + {("k\($event.n)"): $event.n} | if $event.fails then error("no") else . end"#,
      profile: .projection)
    var expected = "null"
    for number in 1...size {
      try program.apply(Array(#"{"n":\#(number)}"#.utf8), slot: 0)
      if number % 7 == 0 || number == size {
        expected = try text(program, 0)
        #expect(throws: JQError.failed(message: "no")) {
          try program.apply(Array(#"{"n":0,"fails":true}"#.utf8), slot: 0)
        }
        #expect(try text(program, 0) == expected)
      }
    }
    try program.apply(Array(#"{"n":"last"}"#.utf8), slot: 0)
    #expect(try text(program, 0) == expected.dropLast() + #","klast":"last"}"#)
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
}
