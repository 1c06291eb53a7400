import Testing

@Suite struct ActiveSessionsTests {
  static let scenarios = [
    Scenario(
      "queued, running, ended",
      """
      session-s1 08:00 SessionQueued {"sessionId":"s1","taskId":"t1","mode":"implement","priority":2}
      session-s2 08:01 SessionQueued {"sessionId":"s2","taskId":"t2"}
      session-s3 08:02 SessionQueued {"sessionId":"s3"}
      session-s1 08:03 SessionStarted {"sessionId":"s1","agentId":"a1"}
      session-s1 08:04 SessionToolUsed {"sessionId":"s1","tool":"bash"}
      session-s2 08:05 SessionStarted {"sessionId":"s2"}
      session-s2 08:10 SessionCompleted {"sessionId":"s2","result":"success"}
      """,
      [
        .init(".sessions | map_values(.status)", #"{"s1":"running","s3":"queued"}"#),
        .init(
          ".sessions.s1 | [.since[11:16], .task, .agent, .mode, .priority, .tools, .seen[11:16]]",
          #"["08:03","t1","a1","implement","2",1,"08:04"]"#),
        .init(
          ".active, .ended",
          "{\"queued\":1,\"running\":1,\"paused\":0}\n{\"completed\":1,\"failed\":0,\"cancelled\":0}"
        ),
        .init(
          ".seconds, .peak.running, .peak.at[11:16]",
          "{\"waited\":420,\"ran\":300}\n2\n\"08:05\""),
      ]),
    Scenario(
      "every way to end",
      """
      session-1 08:00 SessionStarted
      session-1 08:01 SessionFailed
      session-2 08:00 SessionStarted
      session-2 08:01 SessionCompleted {"result":"failure"}
      session-3 08:00 SessionStarted
      session-3 08:01 SessionCancelled
      session-4 08:00 SessionQueued
      session-4 08:01 SessionExpired
      session-5 08:00 SessionStarted
      session-5 08:01 SessionStatusChanged {"newStatus":"Completed"}
      """,
      [
        .init(
          ".ended, .sessions, .active.running",
          "{\"completed\":1,\"failed\":2,\"cancelled\":2}\n{}\n0"),
        .init(".early", "{}"),
      ]),
    Scenario(
      "paused and resumed",
      """
      session-1 08:00 SessionStarted
      session-1 08:01 SessionPaused
      session-2 08:01 SessionStarted
      session-2 08:02 SessionSuspended
      session-2 08:03 SessionResumed
      """,
      [
        .init(
          ".sessions | map_values([.status, .started[11:16], .since[11:16]])",
          #"{"1":["paused","08:00","08:01"],"2":["running","08:01","08:03"]}"#)
      ]),
    Scenario(
      "a start that is recorded behind the end does not bring a session back",
      """
      session-1 08:00 SessionQueued
      session-1 08:10 SessionCompleted
      session-1 08:11<08:02 SessionStarted
      session-2 08:10 SessionCompleted
      session-2 08:11<08:00 SessionQueued
      session-2 08:12<08:01 SessionStarted
      """,
      [
        .init(
          ".sessions, .ended.completed, .active, .early",
          "{}\n2\n{\"queued\":0,\"running\":0,\"paused\":0}\n{}")
      ]),
    Scenario(
      "another run of the same session",
      """
      session-1 08:00 SessionStarted
      session-1 08:01 SessionFailed
      session-1 08:05 SessionQueued
      session-1 08:06 SessionStarted
      session-1 08:07<08:04 SessionFailed
      """,
      [.init(".sessions[\"1\"].status, .ended.failed, .active.running", "\"running\"\n2\n1")]),
    Scenario(
      "other spellings, unknown statuses, and events that lack what they need",
      """
      session-1 08:00 session:started {"session_id":"x"}
      session-1 08:00 session.status_changed {"session":{"id":"y"},"to":"waiting"}
      session-1 08:00 SessionStatusChanged {"sessionId":"z","newStatus":"odd"}
      other 08:00 SessionStarted
      other 08:00 SessionToolUsed {"sessionId":"nobody"}
      session-1 - SessionQueued {"sessionId":"w"}
      session-1 08:00 SessionStarted "text"
      """,
      [
        .init(
          ".sessions | map_values(.status)",
          #"{"x":"running","y":"queued","w":"queued","1":"running"}"#)
      ]),
  ]

  @Test(arguments: scenarios) func sessionsAreAsTheirEventsSay(_ scenario: Scenario) throws {
    try scenario.check("active-sessions")
  }
}
