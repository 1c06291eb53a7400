import GitEventsProjections
import Testing

@Suite struct AgentStateTests {
  static let scenarios = [
    Scenario(
      "an agent's day",
      """
      agent-a1 08:00 agent:spawned {"agentId":"a1","role":"coder","domain":"core","name":"Ada"}
      agent-a1 08:01 agent:started {"agentId":"a1"}
      agent-a1 08:02 agent:task-assigned {"agentId":"a1","taskId":"t1"}
      agent-a1 08:12 agent:task-completed {"agentId":"a1","taskId":"t1"}
      agent-a1 09:00 agent:terminated {"agentId":"a1"}
      """,
      [
        .init(
          ".agents.a1 | [.name, .role, .domain, .status, .health]",
          #"["Ada","coder","core","terminated","healthy"]"#),
        .init(".agents.a1.tasks", #"{"open":0,"done":1,"failed":0}"#),
        .init(".agents.a1.seconds", "600"),
        .init(
          ".agents.a1 | [.spawned, .started, .ended, .seen] | map(.[11:16])",
          #"["08:00","08:01","09:00","09:00"]"#),
        .init(".byStatus | with_entries(select(.value > 0))", #"{"terminated":1}"#),
        .init(".totals", #"{"agents":1,"open":0,"done":1,"failed":0}"#),
      ]),
    Scenario(
      "an end that the agent and the task both tell counts once",
      """
      task-t1 08:00 task:started {"taskId":"t1","agentId":"a1"}
      task-t1 08:00:30.5 task:completed {"taskId":"t1"}
      agent-a1 08:00:31 agent:task-completed {"agentId":"a1","taskId":"t1","duration":99000}
      """,
      [
        .init(".agents.a1.tasks.done, .totals.done, .agents.a1.seconds", "1\n1\n30.5"),
        .init(".agents.a1.status", #""idle""#),
      ]),
    Scenario(
      "a task that another agent takes over",
      """
      task-t1 08:00 task:assigned {"taskId":"t1","agentId":"a1"}
      task-t1 08:10 task:assigned {"taskId":"t1","assignedTo":"a2"}
      task-t1 08:20 task:completed {"taskId":"t1"}
      """,
      [
        .init(
          ".agents.a1.tasks, .agents.a2.tasks",
          #"{"open":0,"done":0,"failed":0}"# + "\n" + #"{"open":0,"done":1,"failed":0}"#),
        .init(".agents | map_values(.status)", #"{"a1":"idle","a2":"idle"}"#),
        .init(".tasks.t1.agent, .totals.open, .agents.a2.seconds", "\"a2\"\n0\n600"),
      ]),
    Scenario(
      "health",
      """
      agent-a1 08:00 agent:spawned {"agentId":"a1"}
      agent-a2 08:00 agent:spawned {"agentId":"a2"}
      agent-a3 08:00 agent:spawned {"agentId":"a3"}
      agent-a4 08:00 agent:heartbeat {"agentId":"a4","health":0.9}
      agent-a1 08:01 agent:task-failed {"agentId":"a1","taskId":"t1"}
      agent-a2 08:01 agent:error {"agentId":"a2","error":"rate limit"}
      agent-a2 08:02 agent:task-completed {"agentId":"a2","taskId":"t2"}
      agent-a3 08:03 agent:failed {"agentId":"a3"}
      """,
      [
        .init(
          ".agents | map_values(.health)",
          #"{"a1":"degraded","a2":"healthy","a3":"failed","a4":"healthy"}"#),
        .init(".agents.a4.reported, .agents.a4.status", "0.9\nnull"),
        .init(".agents | map_values(.errors)", #"{"a1":0,"a2":1,"a3":1,"a4":0}"#),
      ]),
    Scenario(
      "a status that is recorded late does not win, but is seen",
      """
      agent-a1 08:00 agent:spawned {"agentId":"a1"}
      agent-a1 08:30 agent:stopped {"agentId":"a1"}
      agent-a1 08:31<08:10 agent:status-changed {"agentId":"a1","newStatus":"active"}
      agent-a2 08:32 agent:heartbeat {"agentId":"a2","health":0.9}
      agent-a2 08:33<08:20 agent:heartbeat {"agentId":"a2","health":0.2,"role":"coder"}
      """,
      [
        .init(".agents.a2 | .reported, .role", "0.9\n\"coder\""),
        .init(
          ".agents.a1 | .status, .since[11:16], .seen[11:16]",
          "\"stopped\"\n\"08:30\"\n\"08:30\""),
      ]),
    Scenario(
      "the start of a task that is recorded behind its end",
      """
      task-t1 08:30 task:completed {"taskId":"t1","agentId":"a1"}
      task-t1 08:31<08:20 task:started {"taskId":"t1","agentId":"a1"}
      """,
      [
        .init(".agents.a1 | .tasks.open, .tasks.done, .seconds", "0\n1\n600"),
        .init(".tasks.t1.state, .totals.open", "\"done\"\n0"),
      ]),
    Scenario(
      "a task that fails is tried again",
      """
      task-t1 08:00 task:started {"taskId":"t1","agentId":"a1"}
      task-t1 08:01 task:failed {"taskId":"t1"}
      task-t1 08:02 task:started {"taskId":"t1","agentId":"a1"}
      task-t1 08:04 task:completed {"taskId":"t1"}
      """,
      [
        .init(
          ".agents.a1 | .tasks.done, .tasks.failed, .seconds, .health", "1\n1\n180\n\"healthy\"")
      ]),
    Scenario(
      "other spellings",
      """
      agent-a1 08:00 AgentSpawned {"agent_id":"a1","agent_type":"tester"}
      agents 08:01 agent.status_changed {"agent":{"id":"a1"},"to":"BUSY"}
      agent-a2 08:02 AGENT_SPAWNED
      agents 08:03 agent:spawned {"id":3,"type":"planner"}
      """,
      [
        .init(".agents.a1 | .role, .status", "\"tester\"\n\"busy\""),
        .init(".agents | keys", #"["3","a1","a2"]"#),
        .init(".byRole", #"{"tester":1,"planner":1}"#),
      ]),
    Scenario(
      "an unknown status, and an agent that is described late",
      """
      agent-a1 08:00 agent:status-changed {"agentId":"a1","status":"meditating"}
      agent-a1 08:01 agent:updated {"agentId":"a1","domain":"core"}
      agent-a1 08:02 agent:updated {"agentId":"a1","domain":"docs"}
      """,
      [
        .init(".byStatus, .byDomain", "{\"meditating\":1}\n{\"core\":0,\"docs\":1}"),
        .init(".agents.a1.since[11:16]", "\"08:00\""),
      ]),
    Scenario(
      "events that lack what they need",
      """
      swarm-1 08:00 agent:spawned {"role":"nobody"}
      task-t1 08:01 task:completed {"taskId":"t1"}
      agent-a1 - agent:status-changed {"agentId":"a1"}
      agent-a1 08:02 agent:task-assigned {"agentId":"a1"}
      agent-a1 - agent:task-completed {"agentId":"a1","taskId":"t2"}
      agent-a1 08:03 agent:spawned "text"
      """,
      [
        .init(".agents | map_values(.tasks.done)", #"{"a1":1}"#),
        .init(".tasks | keys", #"["t2"]"#),
      ]),
  ]

  @Test(arguments: scenarios) func agentsAreAsTheirEventsSay(_ scenario: Scenario) throws {
    try scenario.check("agent-state")
  }
}
