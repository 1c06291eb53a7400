# task-history: what became of every task, how long it took, and how many succeed.
#
# Reads task:* events:
#   task:created added submitted                     pending
#   task:queued enqueued · assigned · unassigned     queued, assigned, pending
#   task:started resumed unblocked                   running
#   task:blocked · paused                            blocked, paused
#   task:completed finished done · failed error      completed, failed
#   task:cancelled canceled · timeout timed-out      cancelled, failed
#   task:retried retrying retry · reopened           queued, pending
#   task:status-changed status status-updated        what the event says: todo, open and new count as
#     pending; in progress, doing, working and active as running; done, success and succeeded as
#     completed; error and errored as failed; others stay as they are written
#   task:updated progress progressed                 other fields only
# Case and all but letters may be written otherwise: TaskStarted, task.status_changed.
# Fields of the data; other fields are not looked at:
#   task     taskId task_id task (text, or an object with an id) id, or the stream behind "task-"
#   agent    agentId agent_id agent (text or object) assignedAgent assignedTo assigned_to assignee
#   type     taskType task_type type     title  title name     priority  priority
#   status   newStatus new_status status to newState state
#   blocked  blockedBy blocked_by        error  error (text, or an object with a message) reason
#   length   durationMs duration_ms duration (milliseconds), where the start is not known
#
# The state; times are when it happened (occurred, else time), lengths are in seconds:
#   .tasks[ID]   id status since type title priority agent created queued started finished
#                waited (created or queued to first start) seconds (latest start to end) attempts
#                error blockedBy
#   .byStatus    how many tasks; a count that fell stays, with 0
#   .byType[TYPE], .totals   tasks completed failed successRate seconds (of the completed ones)
#                averageSeconds; a task without a type counts under "untyped"
# successRate is completed / (completed + failed), of tasks and not of attempts; null before the first.
#
# An event that happened before the latest word on a task's status does not change that status, but
# fills in what it alone knows: a start that is recorded after the end still gives the length.
#
# .totals.successRate
# .byType | map_values(.successRate)
# .tasks[] | select(.status == "failed") | "\(.id): \(.error)"
# .tasks | map(select(.seconds)) | sort_by(-.seconds) | .[:3] | map({id, seconds, attempts})

def kinds: {
  "task:created": "created", "taskcreated": "created",
  "task:added": "created", "taskadded": "created",
  "task:submitted": "created", "tasksubmitted": "created",
  "task:queued": "queued", "taskqueued": "queued",
  "task:enqueued": "queued", "taskenqueued": "queued",
  "task:retried": "queued", "taskretried": "queued",
  "task:retrying": "queued", "taskretrying": "queued",
  "task:retry": "queued", "taskretry": "queued",
  "task:assigned": "assigned", "taskassigned": "assigned",
  "task:unassigned": "reopened", "taskunassigned": "reopened",
  "task:reopened": "reopened", "taskreopened": "reopened",
  "task:started": "running", "taskstarted": "running",
  "task:resumed": "running", "taskresumed": "running",
  "task:unblocked": "running", "taskunblocked": "running",
  "task:blocked": "blocked", "taskblocked": "blocked",
  "task:paused": "paused", "taskpaused": "paused",
  "task:completed": "completed", "taskcompleted": "completed",
  "task:finished": "completed", "taskfinished": "completed",
  "task:done": "completed", "taskdone": "completed",
  "task:failed": "failed", "taskfailed": "failed",
  "task:error": "failed", "taskerror": "failed",
  "task:timeout": "failed", "tasktimeout": "failed",
  "task:timed-out": "failed", "tasktimedout": "failed",
  "task:cancelled": "cancelled", "taskcancelled": "cancelled",
  "task:canceled": "cancelled", "taskcanceled": "cancelled",
  "task:status-changed": "status", "taskstatuschanged": "status",
  "task:status-updated": "status", "taskstatusupdated": "status",
  "task:status": "status", "taskstatus": "status",
  "task:updated": "updated", "taskupdated": "updated",
  "task:progress": "updated", "taskprogress": "updated",
  "task:progressed": "updated", "taskprogressed": "updated"
};
def statuses: {
  "todo": "pending", "open": "pending", "new": "pending", "created": "pending", "pending": "pending",
  "queued": "queued", "assigned": "assigned",
  "inprogress": "running", "doing": "running", "working": "running", "active": "running",
  "running": "running", "started": "running",
  "blocked": "blocked", "paused": "paused",
  "done": "completed", "success": "completed", "succeeded": "completed", "complete": "completed",
  "completed": "completed", "finished": "completed",
  "error": "failed", "errored": "failed", "failed": "failed", "failure": "failed",
  "cancelled": "cancelled", "canceled": "cancelled", "aborted": "cancelled"
};

# jq's `//` is not used: it keeps a way back, and with it a second hold on the state, so that every
# change would copy the whole state.
def either(a; b): a as $a | if $a == null then b else $a end;

def small: if . >= 65 and . <= 90 then . + 32 else . end;
def letters: [explode[] | small | if . >= 97 and . <= 122 then . else empty end] | implode;
def kind:
  kinds as $kinds
  | if type != "string" then null else either($kinds[.]; $kinds[letters]) end;

def object: if type == "object" then . else {} end;
def word:
  if type == "object" then .id else . end
  | if type == "number" then tostring elif type == "string" and . != "" then . else null end;
def behind($prefix): if type == "string" and startswith($prefix) then .[$prefix | length:] else null end;

def task:
  if .taskId != null then .taskId elif .task_id != null then .task_id
  elif .task != null then .task else .id end
  | either(word; $event.stream | behind("task-") | word);
def agent:
  if .agentId != null then .agentId elif .agent_id != null then .agent_id
  elif .agent != null then .agent elif .assignedAgent != null then .assignedAgent
  elif .assignedTo != null then .assignedTo elif .assigned_to != null then .assigned_to
  else .assignee end
  | word;
def new_status:
  if .newStatus != null then .newStatus elif .new_status != null then .new_status
  elif .status != null then .status elif .to != null then .to
  elif .newState != null then .newState else .state end
  | word | if . == null then null else either(statuses[letters]; .) end;
def message: either(.error; .reason) | if type == "object" then .message else . end | word;

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

def nothing:
  {tasks: 0, completed: 0, failed: 0, successRate: null, seconds: 0, timed: 0, averageSeconds: null};
def begun: if . != null then . else {tasks: {}, byStatus: {}, byType: {}, totals: nothing} end;

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

# Adds what a task counts for, or takes it away again.
def weighed($task; $sign):
  if $task == null then .
  else
    . + {tasks: (.tasks + $sign)}
    | if $task.status == "failed" then . + {failed: (.failed + $sign)}
      elif $task.status != "completed" then .
      elif $task.seconds == null then . + {completed: (.completed + $sign)}
      else
        . + {completed: (.completed + $sign), timed: (.timed + $sign),
          seconds: (.seconds + $sign * $task.seconds | rounded)}
      end
  end;
def rated:
  . + {
    successRate: (if .completed + .failed == 0 then null
      else .completed / (.completed + .failed) | rounded end),
    averageSeconds: (if .timed == 0 then null else .seconds / .timed | rounded end)};
def bucket: either(.type; "untyped");
def outcome: if .status == "completed" or .status == "failed" then .status else null end;
def weigh($old; $new):
  if $old != null and ($old | outcome) == ($new | outcome) and $old.seconds == $new.seconds
    and $old.type == $new.type then .
  else
    ($new | bucket) as $type
    | (if $old == null or ($old | bucket) == $type then $old else null end) as $same
    | (if $old == null or $same != null then .
       else
         ($old | bucket) as $left
         | put("byType"; $left; .byType[$left] | weighed($old; -1) | rated)
       end)
    | put("byType"; $type;
        either(.byType[$type]; nothing) | weighed($same; -1) | weighed($new; 1) | rated)
    | . + {totals: (.totals | weighed($old; -1) | weighed($new; 1) | rated)}
  end;

def given($key; $value): if $value == null then . else . + {($key): $value} end;
def described($key; $value; $late):
  if $value == null or ($late and .[$key] != null) then . else . + {($key): $value} end;
def first_time($key; $at): if .[$key] == null or before($at; .[$key]) then . + {($key): $at} else . end;
def last_time($key; $at): if before($at; .[$key]) then . else . + {($key): $at} end;

# The lengths follow from the times; `first` is the first start.
def waited:
  given("waited"; if .first == null then null
    elif .created != null then seconds(.created; .first) else seconds(.queued; .first) end);
def lasted: given("seconds"; if .finished == null then null else seconds(.started; .finished) end);

def happened($status; $at; $data):
  before($at; .since) as $late
  | (if $status == "running" then
      (if $late and .attempts > 0 and .started != null then .
       elif .status == "running" or .status == "blocked" or .status == "paused"
         or ($late and .attempts > 0) then first_time("started"; $at)
       else . + {attempts: (.attempts + 1), started: $at}
       end)
      | first_time("first"; $at)
    elif $status == "completed" or $status == "failed" then
      (if $late then . else
        . + {finished: $at} | if .attempts == 0 then . + {attempts: 1} else . end
      end)
      | if .started == null then given("seconds"; $data | reported_seconds) else . end
      | if $status == "failed" then given("error"; $data | message) else . end
    elif $status == "cancelled" then if $late then . else . + {finished: $at} end
    elif $status == "queued" then first_time("queued"; $at)
    elif $status == "blocked" then
      if $late then . else given("blockedBy"; $data | either(.blockedBy; .blocked_by)) end
    else .
    end)
  | if $late then .
    else
      (if .status == $status then . else
        (if $status != "blocked" and .blockedBy != null then del(.blockedBy) else . end)
        | (if $status == "completed" and .error != null then del(.error) else . end)
        | (if .finished != null and $status != "completed" and $status != "failed"
            and $status != "cancelled" then del(.finished, .seconds) else . end)
      end)
      | . + {status: $status, since: $at}
    end;

($event.type | kind) as $kind
| if $kind == null then .
  else
    ($event.data | object) as $data
    | ($data | task) as $id
    | either($event.occurred; $event.time) as $at
    | (if $kind == "status" then $data | new_status
       elif $kind == "created" or $kind == "reopened" then "pending"
       elif $kind == "updated" then null
       else $kind end) as $status
    | if $id == null or ($kind == "status" and $status == null) then .
      else
        begun
        | .tasks[$id] as $old
        | (if $old == null then {id: $id, status: "pending", attempts: 0} else $old end
            | before($at; .since) as $late
            | described("type"; $data
                | if .taskType != null then .taskType elif .task_type != null then .task_type
                  else .type end | word; $late)
            | described("title"; $data | either(.title; .name) | word; $late)
            | described("priority"; $data.priority | word; $late)
            | described("agent"; $data | agent; $late)
            | (if $kind == "created" then first_time("created"; $at) else . end)
            | (if $status == null then . else happened($status; $at; $data) end)
            | if $kind == "created" then waited
              elif $status == "running" then waited | lasted
              elif $status == "completed" or $status == "failed" then lasted
              else . end) as $new
        | moved("byStatus"; $old.status; $new.status)
        | weigh($old; $new)
        | put("tasks"; $id; $new)
      end
  end
