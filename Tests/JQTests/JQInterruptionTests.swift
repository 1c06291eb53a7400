import JQ
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite(.serialized) struct JQInterruptionTests {
  private static let endless = ["def f: f; f", "[repeat(1)]", "[range(1e10)]", "last(range(1e12))"]

  @Test(arguments: endless)
  func stopsAnEndlessProgram(_ source: String) throws {
    let limits = JQLimits(time: .milliseconds(100), memory: 200 << 20)
    #expect { try run(source, limits: limits) } throws: { error in
      error as? JQError == .timeout(.milliseconds(100))
        || error as? JQError == .outOfMemory(limit: 200 << 20)
    }
  }

  @Test func runsAgainAfterItWasStopped() throws {
    let program = try JQProgram(
      ".[] |= if . == 0 then last(range(1e12)) else . + 1 end", profile: .projection,
      limits: JQLimits(time: .milliseconds(50)))
    for _ in 1...3 {
      #expect(throws: JQError.timeout(.milliseconds(50))) {
        try program.values(of: Array("[1,0]".utf8))
      }
      #expect(try program.values(of: Array("[1,2]".utf8)) == [Array("[2,3]".utf8)])
    }
  }

  @Test(arguments: ["[limit(50000000; repeat(\"x\"))]", "reduce range(40) as $i (\"x\"; . + .)"])
  func stopsAProgramThatTakesTooMuchMemory(_ source: String) throws {
    let limits = JQLimits(time: nil, memory: 64 << 20)
    #expect(throws: JQError.outOfMemory(limit: 64 << 20)) { try run(source, limits: limits) }
  }

  @Test func stopsWhenTheCallerAsks() async throws {
    let interruption = JQInterruption()
    let started = AsyncStream.makeStream(of: Void.self)
    let ended = Task {
      let program = try JQProgram(
        "def f: f; f", profile: .projection, limits: JQLimits(time: nil),
        interruption: interruption)
      started.continuation.yield()
      _ = try program.values(of: Array("1".utf8))
    }
    for await _ in started.stream { break }
    interruption.cancel()
    await #expect(throws: JQError.cancelled) { try await ended.value }
  }

  @Test func doesNotStartOnceTheCallerAskedForAnEnd() throws {
    let interruption = JQInterruption()
    let program = try JQProgram(".", profile: .projection, interruption: interruption)
    #expect(try program.values(of: Array("1".utf8)) == [Array("1".utf8)])
    interruption.cancel()
    #expect(throws: JQError.cancelled) { try program.values(of: Array("1".utf8)) }
  }

  @Test func aStoppedFoldKeepsItsState() throws {
    let program = try JQProgram(
      "if $event == 0 then last(range(1e12)) else . + $event end", profile: .projection,
      limits: JQLimits(time: .milliseconds(50)))
    try program.apply(Array("3".utf8), slot: 0)
    #expect(throws: JQError.timeout(.milliseconds(50))) {
      try program.apply(Array("0".utf8), slot: 0)
    }
    #expect(try program.state(slot: 0) == Array("3".utf8))
  }

  @Test func programsComeAndGoWhileOthersAreWatched() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          for _ in 0..<5 {
            let limits = JQLimits(time: .milliseconds(20))
            if number.isMultiple(of: 2) {
              #expect(throws: JQError.timeout(.milliseconds(20))) {
                try run("def f: f; f", limits: limits)
              }
            } else {
              let sum = try run("[range(100)] | add")
              #expect(sum == ["4950"])
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
