import GitEvents
import GitEventsProjections
import JQ
import Testing

@Suite struct ReadyMadeProjectionsTests {
  @Test func allSixAreThereByName() {
    #expect(
      ReadyMadeProjections.all.map(\.name) == [
        "active-sessions", "agent-state", "event-counts", "memory-index", "task-history",
        "task-statistics",
      ])
    #expect(
      ReadyMadeProjections.named("agent-state")?.types == [
        "[Aa][Gg][Ee][Nn][Tt]*", "[Tt][Aa][Ss][Kk]*",
      ])
    #expect(ReadyMadeProjections.named("agent") == nil)
  }

  @Test(arguments: ReadyMadeProjections.all)
  func aProgramBeginsWithItsDocumentation(_ projection: ReadyMadeProjection) {
    #expect(projection.source.hasPrefix("# \(projection.name): "))
    #expect(projection.source.contains("\n# The state"))
  }

  /// What the patterns leave out, the program leaves alone; what a program reads, they let through.
  @Test(arguments: ReadyMadeProjections.all)
  func thePatternsLetThroughWhatTheProgramReads(_ projection: ReadyMadeProjection) throws {
    let globs = projection.types.map(Glob.init)
    for type in [
      "agent:spawned", "AgentSpawned", "AGENT_SPAWNED", "task:started", "task.started",
      "TaskStarted",
      "memory:stored", "MemoryStored", "SessionStarted", "session:started", "order.placed", "tas",
      "agen",
    ] {
      let event = """
        {"stream":"agent-1","type":"\(type)","time":"2026-11-21T08:00:00Z","data":{"id":"1","key":"k",\
        "sessionId":"1","taskId":"1","agentId":"1"}}
        """
      let isRead = try Scenario.state(projection, [event]) != Array("null".utf8)
      let isLetThrough = globs.isEmpty || globs.contains { $0.matches(type) }
      #expect(!isRead || isLetThrough, "\(projection.name) reads \(type)")
    }
  }

  @Test(arguments: ReadyMadeProjections.all)
  func eventsOfOtherTypesLeaveTheStateAlone(_ projection: ReadyMadeProjection) throws {
    guard projection.name != "event-counts" else { return }
    let before = [
      #"{"stream":"agent-1","type":"agent:spawned","time":"2026-11-21T08:00:00Z"}"#,
      #"{"stream":"task-1","type":"task:created","time":"2026-11-21T08:00:00Z"}"#,
      #"{"stream":"memory-1","type":"memory:stored","time":"2026-11-21T08:00:00Z"}"#,
      #"{"stream":"session-1","type":"SessionStarted","time":"2026-11-21T08:00:00Z"}"#,
    ]
    let state = try Scenario.state(projection, before)
    #expect(state != Array("null".utf8))
    let others = [
      #"{"stream":"order-1","type":"order.placed","time":"2026-11-21T08:01:00Z","data":{"agentId":"1"}}"#,
      #"{"stream":"agent-1","type":"agent:dreamt","time":"2026-11-21T08:01:00Z","data":{"agentId":"1"}}"#,
      #"{"stream":"task-1","type":"task:loved","time":"2026-11-21T08:01:00Z","data":{"taskId":"1"}}"#,
      #"{"stream":"agent-1","type":7}"#, "{}",
    ]
    #expect(try Scenario.state(projection, before + others) == state)
  }

  /// Each of these gives jq a second hold on the state, and lets every event copy the whole of it.
  @Test(arguments: ReadyMadeProjections.all)
  func aProgramChangesItsMapsInPlace(_ projection: ReadyMadeProjection) {
    let code = projection.source.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .joined(separator: "\n").replacing("`//`", with: "")
    for spelling in ["//", "|=", "+=", "first(", "limit(", "] = "] {
      #expect(!code.contains(spelling), "\(projection.name) has \(spelling)")
    }
  }

  @Test(arguments: ReadyMadeProjections.all)
  func theStateDoesNotGrowWithTheEventsOfOneEntity(_ projection: ReadyMadeProjection) throws {
    let types = [
      "agent:heartbeat", "agent:status-changed", "task:started", "task:failed", "memory:stored",
      "memory:retrieved", "SessionStarted", "SessionToolUsed", "TaskStatusChanged",
    ]
    func events(_ rounds: Int) -> [String] {
      (0..<rounds).flatMap { round in
        types.map { type in
          """
          {"stream":"x-1","type":"\(type)","time":"2026-11-21T08:00:\(10 + round % 40)Z","data":{"key":"k",\
          "agentId":"1","taskId":"1","sessionId":"1","status":"\(round % 2 == 0 ? "idle" : "active")"}}
          """
        }
      }
    }
    let few = try Scenario.state(projection, events(40)).count
    let many = try Scenario.state(projection, events(400)).count
    #expect(many <= few + 60)
  }
}
