import GitEventsProjections
import Testing

@Suite struct TaskHistoryTests {
  static let scenarios = [
    Scenario(
      "a task from its creation to its end",
      """
      task-t1 08:00 task:created {"taskId":"t1","taskType":"code","title":"Parser","priority":"high"}
      task-t1 08:01 task:queued {"taskId":"t1"}
      task-t1 08:05 task:started {"taskId":"t1","agentId":"a1"}
      task-t1 08:15:00.25 task:completed {"taskId":"t1","result":{"large":true}}
      """,
      [
        .init(
          ".tasks.t1 | [.status, .type, .title, .priority, .agent, .attempts]",
          #"["completed","code","Parser","high","a1",1]"#),
        .init(".tasks.t1 | .waited, .seconds", "300\n600.25"),
        .init(".tasks.t1 | has(\"result\")", "false"),
        .init(".totals | .tasks, .completed, .successRate, .averageSeconds", "1\n1\n1\n600.25"),
        .init(".byStatus | with_entries(select(.value > 0))", #"{"completed":1}"#),
      ]),
    Scenario(
      "success by type",
      """
      task-1 08:00 task:completed {"taskType":"code"}
      task-2 08:00 task:completed {"taskType":"code"}
      task-3 08:00 task:failed {"taskType":"code","error":{"message":"no disk"}}
      task-4 08:00 task:failed {"type":"test","error":"red"}
      task-5 08:00 task:cancelled {"type":"test"}
      task-6 08:00 task:created
      """,
      [
        .init(".byType | map_values(.successRate)", #"{"code":0.667,"test":0,"untyped":null}"#),
        .init(".totals | .tasks, .completed, .failed, .successRate", "6\n2\n2\n0.5"),
        .init(".tasks[] | select(.status == \"failed\") | .error", "\"no disk\"\n\"red\""),
      ]),
    Scenario(
      "a second attempt",
      """
      task-t1 08:00 task:started {"taskId":"t1"}
      task-t1 08:02 task:failed {"taskId":"t1","error":"red"}
      task-t1 08:03 task:retried {"taskId":"t1"}
      task-t1 08:04 task:started {"taskId":"t1"}
      task-t1 08:05 task:completed {"taskId":"t1"}
      """,
      [
        .init(".tasks.t1 | [.status, .attempts, .seconds, .error]", #"["completed",2,60,null]"#),
        .init(".totals | [.completed, .failed, .successRate, .seconds]", "[1,0,1,60]"),
      ]),
    Scenario(
      "a task between two attempts counts as neither",
      """
      task-t1 08:00 task:started {"taskId":"t1"}
      task-t1 08:02 task:failed {"taskId":"t1"}
      task-t1 08:04 task:started {"taskId":"t1"}
      """,
      [
        .init(".totals | [.tasks, .failed, .successRate]", "[1,0,null]"),
        .init(".tasks.t1 | has(\"finished\"), .status", "false\n\"running\""),
      ]),
    Scenario(
      "everything in the wrong order",
      """
      task-t1 09:00<08:10 task:completed {"taskId":"t1"}
      task-t1 09:01<08:04 task:started {"taskId":"t1","agentId":"a1"}
      task-t1 09:02<08:01 task:queued {"taskId":"t1"}
      task-t1 09:03<08:00 task:created {"taskId":"t1","taskType":"code"}
      """,
      [
        .init(
          ".tasks.t1 | [.status, .waited, .seconds, .attempts, .agent]",
          #"["completed",240,360,1,"a1"]"#),
        .init(".totals | [.tasks, .completed, .seconds, .averageSeconds]", "[1,1,360,360]"),
        .init(".byType | map_values(.tasks)", #"{"untyped":0,"code":1}"#),
      ]),
    Scenario(
      "blocked and unblocked",
      """
      task-t1 08:00 task:started {"taskId":"t1"}
      task-t1 08:01 task:blocked {"taskId":"t1","blockedBy":["t0"]}
      task-t2 08:01 task:blocked {"taskId":"t2","blockedBy":["t1"]}
      task-t1 08:05 task:unblocked {"taskId":"t1"}
      task-t1 08:06 task:completed {"taskId":"t1"}
      """,
      [
        .init(".tasks.t1 | [.attempts, .seconds, .blockedBy]", "[1,360,null]"),
        .init(".tasks.t2 | [.status, .blockedBy]", #"["blocked",["t1"]]"#),
      ]),
    Scenario(
      "the other vocabulary",
      """
      task-AUTH-1 08:00 TaskCreated {"taskId":"AUTH-1","title":"Log in"}
      task-AUTH-1 08:10 TaskStatusChanged {"taskId":"AUTH-1","oldStatus":"To Do","newStatus":"In Progress"}
      task-AUTH-1 08:20 TaskStatusChanged {"taskId":"AUTH-1","newStatus":"Done"}
      task-AUTH-2 08:30 TaskStatusChanged {"taskId":"AUTH-2","newStatus":"In Review"}
      """,
      [
        .init(".tasks[\"AUTH-1\"] | [.status, .waited, .seconds]", #"["completed",600,600]"#),
        .init(".tasks[\"AUTH-2\"].status", "\"In Review\""),
      ]),
    Scenario(
      "a length that only the payload knows",
      """
      task-t1 08:00 task:completed {"taskId":"t1","duration":2500}
      task-t2 08:00 task:completed {"taskId":"t2","durationMs":"soon"}
      """,
      [.init(".tasks | map_values(.seconds)", #"{"t1":2.5,"t2":null}"#)]),
    Scenario(
      "events that lack what they need",
      """
      other 08:00 task:completed
      task-t1 - task:started {"taskId":"t1"}
      task-t1 - task:completed {"taskId":"t1"}
      task-t2 08:00 task:status-changed {"taskId":"t2"}
      task-t3 08:00 task:progress [1]
      """,
      [
        .init(".tasks | map_values(.status)", #"{"t1":"completed","t3":"pending"}"#),
        .init(".totals.tasks", "2"),
      ]),
  ]

  @Test(arguments: scenarios) func tasksAreAsTheirEventsSay(_ scenario: Scenario) throws {
    try scenario.check("task-history")
  }

  @Test(arguments: [
    ("2024-02-28T23:59:59.5Z", "2024-03-01T00:00:00Z", "86400.5"),
    ("2025-12-31T23:59:59Z", "2026-01-01T00:00:01.001Z", "2.001"),
    ("1969-12-31T23:00:00Z", "1970-01-01T01:00:00Z", "7200"),
    ("1900-02-28T00:00:00Z", "1900-03-01T00:00:00Z", "86400"),
    ("2026-11-21T08:00:00.000000001Z", "2026-11-21T08:00:00.5Z", "0.5"),
  ])
  func lengthsAreExactOverTheTurnsOfTheCalendar(
    _ from: String, _ to: String, _ seconds: String
  ) throws {
    let events = [("task:started", from), ("task:completed", to)].map {
      #"{"stream":"task-t1","type":"\#($0)","time":"\#($1)"}"#
    }
    let ready = try #require(ReadyMadeProjections.named("task-history"))
    let state = String(decoding: try Scenario.state(ready, events), as: UTF8.self)
    #expect(state.contains("\"seconds\":\(seconds),") || state.contains("\"seconds\":\(seconds)}"))
  }
}
