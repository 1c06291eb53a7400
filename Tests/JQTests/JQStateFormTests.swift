import JQ
import Testing

/// A state that went through text is to a program what it was before.
@Suite struct JQStateFormTests {
  private static let sights = [
    ".first = (.m | to_entries[0].key)", ".first = (.m | keys_unsorted[-1])",
    ".first = [.m[]][0]", ".text = (.m | tojson)", ".text = \"\\(.m)\"", ".text = (.m | @json)",
    ".text = [.m | .. | numbers]", ".sum = (.m | add | . / 3)",
    ".odd = (if .odd == null then nan else 1 end)", ".big = ((.big // infinite) / 2)",
    ".big = ((.big // 1e1000) - 1e308)", ".low = (((.low // 0) | -infinite) + 1e308)",
    ".l = [[.m]] | .text = (.l | tostring)",
  ]

  private func events(_ count: Int) -> [[UInt8]] {
    (0..<count).map { Array(#"{"k":"k\#(($0 * 7919) % 61)","n":\#($0)}"#.utf8) }
  }

  @Test(arguments: sights, [5, 90])
  func aProgramCannotTellWhereAReplayBegan(_ sight: String, _ count: Int) throws {
    let source = ".m[$event.k] += $event.n | \(sight)"
    let program = try JQProgram(source, profile: .projection)
    let resumed = try JQProgram(source, profile: .projection)
    for (number, event) in events(count).enumerated() {
      try program.apply(event, slot: 0)
      if number % 4 == 3 { try resumed.setState(resumed.state(slot: 0), slot: 0) }
      try resumed.apply(event, slot: 0)
      #expect(try resumed.state(slot: 0) == program.state(slot: 0))
    }
  }

  @Test func aStateThatHasNoTextIsRefusedAtItsEvent() throws {
    let program = try JQProgram("[., $event] | map(.)", profile: .projection)
    for number in 0..<256 { try program.apply(Array("\(number)".utf8), slot: 0) }
    #expect(throws: JQError.failed(message: "the state is nested more than 256 levels deep")) {
      try program.apply(Array("0".utf8), slot: 0)
    }
    // And the one from before is still there.
    #expect(try program.state(slot: 0).starts(with: [UInt8](repeating: 0x5B, count: 256)))
  }
}
