# task-statistics: how many tasks are in which status, how they move, and how long they take.
#
# Reads task events:
#   TaskCreated TaskAdded TaskOpened              in the data's status, "new" where it has none
#   TaskStatusChanged TaskStatusUpdated TaskMoved in newStatus, new_status, to or status
#   TaskStarted TaskCompleted TaskFailed TaskBlocked TaskCancelled TaskCanceled TaskReopened TaskQueued
#   TaskAssigned TaskPaused TaskResumed           in a status of that name: started, completed, …
#   TaskDeleted TaskArchived                      not counted by status any more
# Case and all but letters may be written otherwise: task:created, task.status_changed.
# Fields of the data; other fields are not looked at:
#   task      taskId task_id task (text, or an object with an id) id, or the stream behind "task-"
#   status    as above; a status counts as it is written: "In Progress" is not "in_progress"
#   before    oldStatus old_status previousStatus from, where the task was not known
# A task is complete in the statuses completed, complete, done, finished, closed, success, succeeded
# and resolved, however they are written.
#
# The state; times are when it happened (occurred, else time), lengths are in seconds:
#   .tasks[ID]       status since created completed seconds changes
#   .byStatus        how many tasks; a count that fell stays, with 0
#   .transitions     {"todo -> done": how often}
#   .secondsIn       how long tasks were in a status before they left it, together
#   .totals          tasks created changes deleted
#   .completion      count seconds averageSeconds within: {minute, hour, day, week, longer}
#                    from creation to the latest completion, of tasks that are complete now
#
# A change that happened before the latest one of its task does not change the task's status; it counts
# as a transition where it names the status before.
#
# .byStatus
# .transitions | to_entries | sort_by(-.value) | .[:5] | map("\(.value) \(.key)")
# .completion.averageSeconds
# .tasks | to_entries | map(select(.value.status == "blocked")) | sort_by(.value.since) | .[0].key

def kinds: {
  "TaskCreated": "created", "task:created": "created", "taskcreated": "created",
  "TaskAdded": "created", "task:added": "created", "taskadded": "created",
  "TaskOpened": "created", "task:opened": "created", "taskopened": "created",
  "TaskStatusChanged": "status", "task:status-changed": "status", "taskstatuschanged": "status",
  "TaskStatusUpdated": "status", "task:status-updated": "status", "taskstatusupdated": "status",
  "TaskMoved": "status", "task:moved": "status", "taskmoved": "status",
  "TaskStarted": "started", "task:started": "started", "taskstarted": "started",
  "TaskCompleted": "completed", "task:completed": "completed", "taskcompleted": "completed",
  "TaskFailed": "failed", "task:failed": "failed", "taskfailed": "failed",
  "TaskBlocked": "blocked", "task:blocked": "blocked", "taskblocked": "blocked",
  "TaskCancelled": "cancelled", "task:cancelled": "cancelled", "taskcancelled": "cancelled",
  "TaskCanceled": "cancelled", "task:canceled": "cancelled", "taskcanceled": "cancelled",
  "TaskReopened": "reopened", "task:reopened": "reopened", "taskreopened": "reopened",
  "TaskQueued": "queued", "task:queued": "queued", "taskqueued": "queued",
  "TaskAssigned": "assigned", "task:assigned": "assigned", "taskassigned": "assigned",
  "TaskPaused": "paused", "task:paused": "paused", "taskpaused": "paused",
  "TaskResumed": "resumed", "task:resumed": "resumed", "taskresumed": "resumed",
  "TaskDeleted": "deleted", "task:deleted": "deleted", "taskdeleted": "deleted",
  "TaskArchived": "deleted", "task:archived": "deleted", "taskarchived": "deleted"
};
# Common statuses by their spelling, so that most need not be taken apart.
def complete: {
  "completed": true, "complete": true, "done": true, "finished": true, "closed": true,
  "success": true, "succeeded": true, "resolved": true,
  "new": false, "todo": false, "open": false, "pending": false, "queued": false, "assigned": false,
  "started": false, "in_progress": false, "in-progress": false, "active": false, "review": false,
  "blocked": false, "paused": false, "resumed": false, "reopened": false, "failed": false,
  "cancelled": false
};

# jq's `//` is not used: it keeps a way back, and with it a second hold on the state, so that every
# change would copy the whole state.
def either(a; b): a as $a | if $a == null then b else $a end;

def small: if . >= 65 and . <= 90 then . + 32 else . end;
def letters: [explode[] | small | if . >= 97 and . <= 122 then . else empty end] | implode;
def kind:
  kinds as $kinds
  | if type != "string" then null else either($kinds[.]; $kinds[letters]) end;
def is_complete: if . == null then false else either(complete[.]; complete[letters]) == true end;

def object: if type == "object" then . else {} end;
def word:
  if type == "object" then .id else . end
  | if type == "number" then tostring elif type == "string" and . != "" then . else null end;
def behind($prefix): if type == "string" and startswith($prefix) then .[$prefix | length:] else null end;

def task:
  if .taskId != null then .taskId elif .task_id != null then .task_id
  elif .task != null then .task else .id end
  | either(word; $event.stream | behind("task-") | word);
def new_status:
  if .newStatus != null then .newStatus elif .new_status != null then .new_status
  elif .to != null then .to else .status end
  | word;
def old_status:
  if .oldStatus != null then .oldStatus elif .old_status != null then .old_status
  elif .previousStatus != null then .previousStatus else .from end
  | word;

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

def begun:
  if . != null then .
  else
    {tasks: {}, byStatus: {}, transitions: {}, secondsIn: {},
      totals: {tasks: 0, created: 0, changes: 0, deleted: 0},
      completion: {count: 0, seconds: 0, averageSeconds: null,
        within: {minute: 0, hour: 0, day: 0, week: 0, longer: 0}}}
  end;

# Puts a value into a map of the state in place: nothing else holds the map while it is changed.
def put($map; $key; $value):
  (. + {($map): null}) as $rest
  | .[$map] | . + {($key): $value}
  | $rest + {($map): .};
def dropped($map; $key):
  (. + {($map): null}) as $rest
  | .[$map] | delpaths([[$key]])
  | $rest + {($map): .};
def plus($map; $key; $by): put($map; $key; either(.[$map][$key]; 0) + $by);
def moved($from; $to):
  if $from == $to then .
  else
    (if $from == null then . else plus("byStatus"; $from; -1) end)
    | if $to == null then . else plus("byStatus"; $to; 1) end
  end;
def counted($name): .totals as $old | . + {totals: ($old + {($name): ($old[$name] + 1)})};

def bucket:
  if . < 60 then "minute" elif . < 3600 then "hour" elif . < 86400 then "day"
  elif . < 604800 then "week" else "longer" end;
def completed($seconds; $sign):
  if $seconds == null then .
  else
    ($seconds | bucket) as $bucket
    | .completion as $old
    | ($old.count + $sign) as $count | ($old.seconds + $sign * $seconds | rounded) as $sum
    | . + {completion: {count: $count, seconds: $sum,
        averageSeconds: (if $count == 0 then null else $sum / $count | rounded end),
        within: ($old.within + {($bucket): ($old.within[$bucket] + $sign)})}}
  end;
def recounted($old; $new): if $old == $new then . else completed($old; -1) | completed($new; 1) end;

def given($key; $value): if $value == null then . else . + {($key): $value} end;
def measured:
  seconds(.created; .completed) as $seconds | if $seconds == null then . else . + {seconds: $seconds} end;

def created($id; $at; $data):
  .tasks[$id] as $old
  | (if $old == null then {status: either($data | new_status; "new"), since: $at, changes: 0} else $old end
    | if .created == null or before($at; .created) then . + {created: $at} | measured else . end) as $new
  | (if $old.created == null then counted("created") else . end)
  | (if $old == null then counted("tasks") else . end)
  | moved($old.status; $new.status)
  | recounted($old.seconds; $new.seconds)
  | put("tasks"; $id; $new);

def changed($id; $to; $at; $data):
  .tasks[$id] as $old
  | (if $old == null then $data | old_status
     elif before($at; $old.since) then $data | old_status
     else $old.status end) as $from
  | if $from == $to and $old != null then .
    else
      (if $from == null then . else plus("transitions"; "\($from) -> \($to)"; 1) end)
      | counted("changes")
      | (if $old == null then counted("tasks") else . end)
      | (if $old == null or before($at; $old.since) then .
         else plus("secondsIn"; $old.status; either(seconds($old.since; $at); 0)) end)
      | (if $old == null then {status: $to, since: $at, changes: 1}
          elif before($at; $old.since) then $old + {changes: ($old.changes + 1)}
          else
            $old + {status: $to, since: $at, changes: ($old.changes + 1)}
            | if .completed != null and ($to | is_complete | not) then del(.completed, .seconds) else . end
          end
        | if ($to | is_complete) and .status == $to and .since == $at and .completed == null
          then . + {completed: $at} | measured else . end) as $new
      | moved($old.status; $new.status)
      | recounted($old.seconds; $new.seconds)
      | put("tasks"; $id; $new)
    end;

($event.type | kind) as $kind
| if $kind == null then .
  else
    ($event.data | object) as $data
    | ($data | task) as $id
    | either($event.occurred; $event.time) as $at
    | (if $kind == "status" then $data | new_status else $kind end) as $status
    | if $id == null or $status == null then .
      elif $status == "created" and $kind == "created" then begun | created($id; $at; $data)
      elif $kind == "deleted" then
        begun
        | .tasks[$id] as $old
        | if $old == null then .
          else
            counted("deleted") | moved($old.status; null) | recounted($old.seconds; null)
            | .totals as $totals | . + {totals: ($totals + {tasks: ($totals.tasks - 1)})}
            | dropped("tasks"; $id)
          end
      else begun | changed($id; $status; $at; $data)
      end
  end
