# agent-state: what every agent is doing now, and how it has done.
#
# Reads agent:* events, and the task:* events that name an agent or a task that an agent has:
#   agent:spawned created registered joined         the agent is idle
#   agent:started resumed active busy               it is active
#   agent:idle · paused · stopped                   it is that
#   agent:completed finished                        it is completed
#   agent:terminated destroyed removed killed left  it is terminated
#   agent:failed crashed                            it is failed
#   agent:status-changed status state-changed …     it is what the event says, in small letters
#   agent:error                                     an error that it survives
#   agent:heartbeat health health-changed updated   a sign of life
#   agent:task-assigned task-started · task-completed · task-failed, and the same as
#   task:assigned started · completed · failed · cancelled
# Case and all but letters may be written otherwise: AgentTaskAssigned, agent.task_assigned.
# Fields of the data; other fields are not looked at:
#   agent   agentId agent_id agent (text, or an object with an id); agent:* also id, or the stream
#           behind "agent-"; task:* also assignedAgent assignedTo assigned_to assignee
#   task    taskId task_id task (text or object); task:* also id, or the stream behind "task-"
#   status  newStatus new_status status to newState state
#   role    role agentType agent_type type       domain  domain area       name  name
#   health  health (a number or a text), kept as it was reported
#   length  durationMs duration_ms duration (milliseconds), where the start of a task is not known
#
# The state:
#   .agents[ID]   id name role domain status since health reported
#                 tasks: {open, done, failed} seconds (spent on tasks) errors spawned started ended seen
#   .tasks[ID]    agent, state (open, done, failed, released), since, at
#   .byStatus .byDomain .byRole   how many agents; a count that fell stays, with 0
#   .totals       agents, open, done, failed
# health: failed while the status is; degraded after a failed task or an error, until a task is done.
#
# Order is the order in which things happened (occurred, else time): what happened before the latest
# word on an agent does not change its status, and only adds what was not known of it. A task that ends
# twice alike counts once.
#
# .agents[] | select(.status == "active") | .id
# .agents | map(select(.health != "healthy")) | map({id, health, errors})
# .agents | map(select(.domain == "core")) | sort_by(-.tasks.done) | .[0].id

def kinds: {
  "agent:spawned": "spawned", "agentspawned": "spawned",
  "agent:created": "spawned", "agentcreated": "spawned",
  "agent:registered": "spawned", "agentregistered": "spawned",
  "agent:joined": "spawned", "agentjoined": "spawned",
  "agent:started": "started", "agentstarted": "started",
  "agent:resumed": "started", "agentresumed": "started",
  "agent:active": "active", "agentactive": "active",
  "agent:busy": "active", "agentbusy": "active",
  "agent:idle": "idle", "agentidle": "idle",
  "agent:paused": "paused", "agentpaused": "paused",
  "agent:stopped": "stopped", "agentstopped": "stopped",
  "agent:completed": "completed", "agentcompleted": "completed",
  "agent:finished": "completed", "agentfinished": "completed",
  "agent:terminated": "terminated", "agentterminated": "terminated",
  "agent:destroyed": "terminated", "agentdestroyed": "terminated",
  "agent:removed": "terminated", "agentremoved": "terminated",
  "agent:killed": "terminated", "agentkilled": "terminated",
  "agent:left": "terminated", "agentleft": "terminated",
  "agent:failed": "failed", "agentfailed": "failed",
  "agent:crashed": "failed", "agentcrashed": "failed",
  "agent:error": "error", "agenterror": "error",
  "agent:status-changed": "status", "agentstatuschanged": "status",
  "agent:status": "status", "agentstatus": "status",
  "agent:status-change": "status", "agentstatuschange": "status",
  "agent:status-updated": "status", "agentstatusupdated": "status",
  "agent:state-changed": "status", "agentstatechanged": "status",
  "agent:heartbeat": "alive", "agentheartbeat": "alive",
  "agent:health": "alive", "agenthealth": "alive",
  "agent:health-changed": "alive", "agenthealthchanged": "alive",
  "agent:updated": "alive", "agentupdated": "alive",
  "agent:task-assigned": "task open", "agenttaskassigned": "task open",
  "agent:task-started": "task open", "agenttaskstarted": "task open",
  "agent:task-completed": "task done", "agenttaskcompleted": "task done",
  "agent:task-failed": "task failed", "agenttaskfailed": "task failed",
  "task:assigned": "task open", "taskassigned": "task open",
  "task:started": "task open", "taskstarted": "task open",
  "task:completed": "task done", "taskcompleted": "task done",
  "task:failed": "task failed", "taskfailed": "task failed",
  "task:cancelled": "task released", "taskcancelled": "task released",
  "task:canceled": "task released", "taskcanceled": "task released"
};

# jq's `//` is not used: it keeps a way back, and with it a second hold on the state, so that every
# change would copy the whole state.
def either(a; b): a as $a | if $a == null then b else $a end;

def small: if . >= 65 and . <= 90 then . + 32 else . end;
def letters: [explode[] | small | if . >= 97 and . <= 122 then . else empty end] | implode;
def kind:
  kinds as $kinds
  | if type != "string" then null else either($kinds[.]; $kinds[letters]) end;

def text: if type == "string" then . else null end;
def object: if type == "object" then . else {} end;
def word:
  if type == "object" then .id else . end
  | if type == "number" then tostring elif type == "string" and . != "" then . else null end;
def behind($prefix): if type == "string" and startswith($prefix) then .[$prefix | length:] else null end;

def agent:
  either(.agentId; either(.agent_id; .agent)) | word;
def agent_of_agent:
  either(agent; either(.id | word; $event.stream | behind("agent-") | word));
def agent_of_task:
  either(agent; either(.assignedAgent; either(.assignedTo; either(.assigned_to; .assignee))) | word);
def task:
  either(.taskId; either(.task_id; .task)) | word;
def task_of_task:
  either(task; either(.id | word; $event.stream | behind("task-") | word));
def new_status:
  either(.newStatus; either(.new_status; either(.status; either(.to; either(.newState; .state)))))
  | word
  | if . == null or {"active": 1, "busy": 1, "idle": 1, "stopped": 1, "failed": 1}[.] != null then .
    else [explode[] | small] | implode
    end;

# Times are text as the store writes it, in UTC.
def before($a; $b):
  $a != null and $b != null and ($a | rtrimstr("Z")) < ($b | rtrimstr("Z"));
def clock: split(":") | (.[0] | tonumber) * 3600 + (.[1] | tonumber) * 60 + (.[2] | tonumber);
def days:
  split("-") | map(tonumber) as [$year, $month, $day]
  | (if $month > 2 then 0 else 1 end) as $early
  | ($year - $early) as $y
  | $y * 365 + ($y / 4 | floor) - ($y / 100 | floor) + ($y / 400 | floor)
    + ((153 * ($month - 3 + 12 * $early) + 2) / 5 | floor) + $day;
def rounded: (. * 1000 + 0.5 | floor) / 1000;
def seconds($from; $to):
  if $from == null or $to == null then null
  else
    ($from | rtrimstr("Z") | split("T")) as $a | ($to | rtrimstr("Z") | split("T")) as $b
    | ($b[1] | clock) - ($a[1] | clock)
      + (if $a[0] == $b[0] then 0 else (($b[0] | days) - ($a[0] | days)) * 86400 end)
    | if . < 0 then null else rounded end
  end;
def reported_seconds:
  either(.durationMs; either(.duration_ms; .duration))
  | if type == "number" then . / 1000 | rounded else null end;

def begun:
  if . != null then .
  else
    {agents: {}, tasks: {}, byStatus: {}, byDomain: {}, byRole: {},
      totals: {agents: 0, open: 0, done: 0, failed: 0}}
  end;

# Puts a value into a map of the state in place: nothing else holds the map while it is changed.
def put($map; $key; $value):
  (. + {($map): null}) as $rest
  | .[$map] | . + {($key): $value}
  | $rest + {($map): .};
def moved($map; $from; $to):
  if $from == $to then .
  else
    .[$map] as $counts
    | . + {($map): ($counts
        + (if $from == null then {} else {($from): ($counts[$from] - 1)} end)
        + (if $to == null then {} else {($to): (either($counts[$to]; 0) + 1)} end))}
  end;
def counted($name; $by): .totals as $totals | . + {totals: ($totals + {($name): ($totals[$name] + $by)})};

# What may be done with an agent's record.
def tells($status; $at):
  if before($at; .told) then .
  elif .status == $status then . + {told: $at}
  else . + {status: $status, since: $at, told: $at}
  end;
def seen($at): if before($at; .seen) then . else . + {seen: $at} end;
def given($key; $value; $late):
  if $value == null or ($late and .[$key] != null) then . else . + {($key): $value} end;
def described($data; $late):
  given("name"; $data.name | text; $late)
  | given("domain"; $data | either(.domain; .area) | text; $late)
  | given("role"; $data | either(.role; either(.agentType; either(.agent_type; .type))) | text; $late)
  | given("reported"; $data.health | if type == "number" then . else text end; $late);
def task_counted($name; $by):
  .tasks as $tasks | . + {tasks: ($tasks + {($name): ($tasks[$name] + $by)})};
def opened($at): task_counted("open"; 1) | tells("active"; $at);
def closed($at):
  task_counted("open"; -1)
  | if .tasks.open == 0 and (.status == "active" or .status == "busy") then tells("idle"; $at) else . end;
def ended($state; $seconds):
  if $state == "released" then .
  else
    task_counted($state; 1)
    | . + {streak: (if $state == "done" then 0 else .streak + 1 end)}
    | if $seconds == null then . else . + {seconds: (.seconds + $seconds | rounded)} end
  end;
def health:
  . + {health: (if .status == "failed" then "failed" elif .streak > 0 then "degraded" else "healthy" end)};

def changed($id; $at; change):
  .agents[$id] as $old
  | (if $old != null then $old
     else {id: $id, tasks: {open: 0, done: 0, failed: 0}, seconds: 0, errors: 0, streak: 0}
     end
     | change | seen($at) | health) as $new
  | moved("byStatus"; $old.status; $new.status)
  | moved("byDomain"; $old.domain; $new.domain)
  | moved("byRole"; $old.role; $new.role)
  | (if $old == null then counted("agents"; 1) else . end)
  | put("agents"; $id; $new);

def task_opened($task; $agent; $at):
  .tasks[$task] as $old
  | if before($at; $old.at) then
      # An end that was recorded first: now it is known how long the task took.
      (if $old.since == null and $old.state != "open" then
        seconds($at; $old.at) as $seconds
        | put("tasks"; $task; $old + {since: $at})
        | changed($old.agent; $at; if $seconds == null then . else .seconds = (.seconds + $seconds | rounded) end)
      else changed($agent; $at; .)
      end)
    elif $old.state == "open" and $old.agent == $agent then
      put("tasks"; $task; $old + {at: $at}) | changed($agent; $at; tells("active"; $at))
    else
      (if $old.state == "open" then changed($old.agent; $at; closed($at)) else counted("open"; 1) end)
      | put("tasks"; $task; {agent: $agent, state: "open", since: $at, at: $at})
      | changed($agent; $at; opened($at))
    end;

def task_ended($task; $agent; $state; $at; $data):
  .tasks[$task] as $old
  | ($old.state == "open" and (before($at; $old.since) | not)) as $open
  | if $old.state == $state or ($old.state != null and $old.state != "open" and before($at; $old.at)) then
      changed($agent; $at; .)
    else
      ($data | either(if $open then seconds($old.since; $at) else null end; reported_seconds)) as $seconds
      | (if $old.state == "open" and ($open | not) then .
         else put("tasks"; $task; {agent: $agent, state: $state}
           + (if $open then {since: $old.since} else {} end) + {at: $at})
         end)
      | (if $state == "released" then . else counted($state; 1) end)
      | if $open | not then changed($agent; $at; ended($state; $seconds))
        elif $old.agent == $agent then
          counted("open"; -1) | changed($agent; $at; ended($state; $seconds) | closed($at))
        else
          counted("open"; -1)
          | changed($old.agent; $at; closed($at)) | changed($agent; $at; ended($state; $seconds))
        end
    end;

($event.type | kind) as $kind
| if $kind == null then .
  else
    ($event.data | object) as $data
    | either($event.occurred; $event.time) as $at
    | ($data | if $event.type | .[:1] == "a" or .[:1] == "A" then agent_of_agent else agent_of_task end)
      as $named
    | if $kind[:5] == "task " then
        ($data | if $event.type | .[:1] == "a" or .[:1] == "A" then task else task_of_task end) as $task
        | either($named; if $task == null then null else .tasks[$task].agent end) as $agent
        | if $task == null or $agent == null then .
          else
            begun
            | if $kind == "task open" then task_opened($task; $agent; $at)
              else task_ended($task; $agent; $kind[5:]; $at; $data)
              end
          end
      elif $named == null then .
      else
        begun
        | changed($named; $at;
            described($data; before($at; .seen))
            | if $kind == "alive" then .
              elif $kind == "error" then . + {errors: (.errors + 1), streak: (.streak + 1)}
              elif $kind == "status" then
                ($data | new_status) as $status
                | if $status == null then . else tells($status; $at) end
              elif $kind == "spawned" then tells("idle"; $at) | . + {spawned: $at}
              elif $kind == "started" then tells("active"; $at) | . + {started: $at}
              elif $kind == "failed" then
                tells("failed"; $at) | . + {errors: (.errors + 1), ended: $at}
              elif $kind == "idle" or $kind == "active" or $kind == "paused" then tells($kind; $at)
              else tells($kind; $at) | . + {ended: $at}
              end)
      end
  end
