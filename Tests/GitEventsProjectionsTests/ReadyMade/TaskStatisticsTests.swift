import Testing

@Suite struct TaskStatisticsTests {
  static let scenarios = [
    Scenario(
      "from created to done",
      """
      task-1 08:00 TaskCreated {"taskId":"1","status":"todo"}
      task-2 08:00 TaskCreated {"taskId":"2","status":"todo"}
      task-1 08:10 TaskStatusChanged {"taskId":"1","oldStatus":"todo","newStatus":"in_progress"}
      task-1 08:30 TaskStatusChanged {"taskId":"1","oldStatus":"in_progress","newStatus":"done"}
      """,
      [
        .init(".byStatus", #"{"todo":1,"in_progress":0,"done":1}"#),
        .init(".transitions", #"{"todo -> in_progress":1,"in_progress -> done":1}"#),
        .init(".secondsIn", #"{"todo":600,"in_progress":1200}"#),
        .init(".completion | [.count, .seconds, .averageSeconds, .within.hour]", "[1,1800,1800,1]"),
        .init(".totals", #"{"tasks":2,"created":2,"changes":2,"deleted":0}"#),
      ]),
    Scenario(
      "a task that is opened again is not complete",
      """
      task-1 08:00 TaskCreated
      task-1 08:01 TaskCompleted
      task-1 08:02 TaskReopened
      task-2 08:00 TaskCreated
      task-2 08:00:20 TaskStatusChanged {"to":"Done"}
      task-2 08:05 TaskStatusChanged {"to":"Closed"}
      """,
      [
        .init(".completion | .count, .seconds, .within.minute, .within.hour", "1\n20\n1\n0"),
        .init(".tasks[\"1\"] | has(\"completed\"), .changes", "false\n2"),
        .init(".byStatus | with_entries(select(.value > 0))", #"{"reopened":1,"Closed":1}"#),
      ]),
    Scenario(
      "the wrong order",
      """
      task-1 09:00<08:30 TaskStatusChanged {"oldStatus":"doing","newStatus":"done"}
      task-1 09:01<08:10 TaskStatusChanged {"oldStatus":"todo","newStatus":"doing"}
      task-1 09:02<08:00 TaskCreated {"status":"todo"}
      """,
      [
        .init(".byStatus", #"{"done":1}"#),
        .init(".transitions", #"{"doing -> done":1,"todo -> doing":1}"#),
        .init(
          ".completion.seconds, .totals.tasks, .totals.created, .tasks[\"1\"].changes",
          "1800\n1\n1\n2"),
      ]),
    Scenario(
      "said twice, deleted, unknown",
      """
      task-1 08:00 TaskCreated
      task-1 08:01 TaskCreated
      task-1 08:02 TaskBlocked
      task-1 08:03 TaskBlocked
      task-2 08:00 TaskCreated
      task-2 08:01 TaskDeleted
      task-3 08:01 TaskDeleted
      task-4 08:01 TaskStatusChanged {"newStatus":"frozen"}
      """,
      [
        .init(".totals", #"{"tasks":2,"created":2,"changes":2,"deleted":1}"#),
        .init(".transitions", #"{"new -> blocked":1}"#),
        .init(".byStatus | with_entries(select(.value > 0))", #"{"blocked":1,"frozen":1}"#),
        .init(".tasks[\"1\"].since[11:16]", "\"08:02\""),
      ]),
    Scenario(
      "other spellings, and events that lack what they need",
      """
      board 08:00 task:created {"task_id":7}
      board 08:01 task.status_changed {"task":{"id":7},"from":"a","to":"b"}
      board 08:02 TASK_COMPLETED {"id":"7"}
      board 08:02 TaskCompleted
      task-1 08:03 TaskStatusChanged {"taskId":"1"}
      task-2 - TaskCreated
      task-2 - TaskCompleted
      """,
      [
        .init(".tasks | map_values(.status)", #"{"7":"completed","2":"completed"}"#),
        .init(".transitions", #"{"new -> b":1,"b -> completed":1,"new -> completed":1}"#),
        .init(".completion.count", "1"),
      ]),
  ]

  @Test(arguments: scenarios) func statisticsAreAsTheEventsSay(_ scenario: Scenario) throws {
    try scenario.check("task-statistics")
  }
}
