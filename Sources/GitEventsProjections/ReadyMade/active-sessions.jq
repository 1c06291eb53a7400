# active-sessions: which sessions wait, run or pause now, and since when.
#
# Reads session events:
#   SessionQueued SessionCreated SessionRequested            queued
#   SessionStarted SessionResumed SessionRunning             running
#   SessionPaused SessionSuspended                           paused
#   SessionCompleted SessionFinished SessionEnded            completed, or failed where the data's result
#                                                            or status says failure, failed or error
#   SessionFailed SessionError SessionCrashed SessionTimedOut SessionTimeout   failed
#   SessionCancelled SessionCanceled SessionAborted SessionStopped SessionTerminated
#   SessionExpired                                           cancelled
#   SessionStatusChanged SessionStateChanged                 what newStatus, status, to or state says
#   SessionToolUsed SessionProgress SessionHeartbeat SessionUpdated            a sign of life
# Case and all but letters may be written otherwise: session:started, session.tool_used.
# Fields of the data; other fields are not looked at:
#   session   sessionId session_id session (text, or an object with an id) id, else the stream behind
#             "session-"
#   others    taskId task_id task · agentId agent_id agent · mode · priority
#
# The state; times are when it happened (occurred, else time), lengths are in seconds:
#   .sessions[ID]  id status (queued, running, paused) since queued started seen task agent mode
#                  priority tools (how many were used); a session that ended is not there any more
#   .active        how many are queued, running, paused
#   .ended         how many are completed, failed, cancelled
#   .seconds       waited (queued to start, of those that started) and ran (start to end)
#   .peak          running (the most that ran at once) and at (since when)
#   .early[ID]     when a session ended that was not known to have started: a start that is recorded
#                  later, but happened before, does not bring it back
#
# .sessions[] | select(.status == "running") | "\(.id) since \(.since)"
# .sessions | map(select(.status == "queued")) | sort_by(.since) | .[0].id
# .active.running

def kinds: {
  "SessionQueued": "queued", "sessionqueued": "queued",
  "SessionCreated": "queued", "sessioncreated": "queued",
  "SessionRequested": "queued", "sessionrequested": "queued",
  "SessionStarted": "running", "sessionstarted": "running",
  "SessionResumed": "running", "sessionresumed": "running",
  "SessionRunning": "running", "sessionrunning": "running",
  "SessionPaused": "paused", "sessionpaused": "paused",
  "SessionSuspended": "paused", "sessionsuspended": "paused",
  "SessionCompleted": "completed", "sessioncompleted": "completed",
  "SessionFinished": "completed", "sessionfinished": "completed",
  "SessionEnded": "completed", "sessionended": "completed",
  "SessionFailed": "failed", "sessionfailed": "failed",
  "SessionError": "failed", "sessionerror": "failed",
  "SessionCrashed": "failed", "sessioncrashed": "failed",
  "SessionTimedOut": "failed", "sessiontimedout": "failed",
  "SessionTimeout": "failed", "sessiontimeout": "failed",
  "SessionCancelled": "cancelled", "sessioncancelled": "cancelled",
  "SessionCanceled": "cancelled", "sessioncanceled": "cancelled",
  "SessionAborted": "cancelled", "sessionaborted": "cancelled",
  "SessionStopped": "cancelled", "sessionstopped": "cancelled",
  "SessionTerminated": "cancelled", "sessionterminated": "cancelled",
  "SessionExpired": "cancelled", "sessionexpired": "cancelled",
  "SessionStatusChanged": "status", "sessionstatuschanged": "status",
  "SessionStateChanged": "status", "sessionstatechanged": "status",
  "SessionToolUsed": "tool", "sessiontoolused": "tool",
  "SessionProgress": "alive", "sessionprogress": "alive",
  "SessionHeartbeat": "alive", "sessionheartbeat": "alive",
  "SessionUpdated": "alive", "sessionupdated": "alive"
};
def statuses: {
  "queued": "queued", "pending": "queued", "created": "queued", "waiting": "queued",
  "running": "running", "started": "running", "active": "running", "inprogress": "running",
  "paused": "paused", "suspended": "paused",
  "completed": "completed", "done": "completed", "success": "completed", "finished": "completed",
  "failed": "failed", "failure": "failed", "error": "failed", "crashed": "failed",
  "cancelled": "cancelled", "canceled": "cancelled", "stopped": "cancelled", "aborted": "cancelled",
  "terminated": "cancelled", "expired": "cancelled"
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

def session:
  if .sessionId != null then .sessionId elif .session_id != null then .session_id
  elif .session != null then .session else .id end
  | either(word; $event.stream | behind("session-") | word);
def task: if .taskId != null then .taskId elif .task_id != null then .task_id else .task end | word;
def agent: if .agentId != null then .agentId elif .agent_id != null then .agent_id else .agent end | word;
def known_status: word | if . == null then null else statuses[letters] end;
def new_status:
  if .newStatus != null then .newStatus elif .status != null then .status
  elif .to != null then .to else .state end
  | known_status;
def result: either(.result | known_status; either(.status | known_status; "completed"))
  | if . == "failed" or . == "cancelled" then . else "completed" end;

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
    {sessions: {}, active: {queued: 0, running: 0, paused: 0},
      ended: {completed: 0, failed: 0, cancelled: 0}, seconds: {waited: 0, ran: 0},
      peak: {running: 0}, early: {}}
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
def moved($from; $to; $at):
  if $from == $to then .
  else
    .active as $active
    | . + {active: ($active
        + (if $from == null then {} else {($from): ($active[$from] - 1)} end)
        + (if $to == null then {} else {($to): ($active[$to] + 1)} end))}
    | if .active.running > .peak.running then . + {peak: {running: .active.running, at: $at}} else . end
  end;
def spent($name; $seconds):
  if $seconds == null then .
  else .seconds as $old | . + {seconds: ($old + {($name): ($old[$name] + $seconds | rounded)})}
  end;

def given($key; $value; $late):
  if $value == null or ($late and .[$key] != null) then . else . + {($key): $value} end;
def seen($at): if before($at; .seen) then . else . + {seen: $at} end;
def described($data; $late):
  given("task"; $data | task; $late) | given("agent"; $data | agent; $late)
  | given("mode"; $data.mode | word; $late) | given("priority"; $data.priority | word; $late);

def live($id; $status; $at; $data):
  .sessions[$id] as $old
  | if $old == null and .early[$id] != null and (before(.early[$id]; $at) | not) then
      # It has ended already; a start after the end would be another run.
      (if $status == "running" then dropped("early"; $id) else . end)
    else
      (if $old == null then {id: $id, tools: 0} else $old end
        | described($data; before($at; .seen)) | seen($at)
        | (if $status == "queued" and (.queued == null or before($at; .queued)) then . + {queued: $at}
           elif $status == "running" and (.started == null or before($at; .started)) then . + {started: $at}
           else . end)
        | if before($at; .since) or .status == $status then .
          else . + {status: $status, since: $at} end) as $new
      | moved($old.status; $new.status; $at)
      | (if $old.started == null and $new.started != null
         then spent("waited"; seconds($new.queued; $new.started)) else . end)
      | (if $old == null and .early[$id] != null then dropped("early"; $id) else . end)
      | put("sessions"; $id; $new)
    end;

def over($id; $status; $at):
  .sessions[$id] as $old
  | .ended as $ended
  | if $old == null and .early[$id] != null then .
    elif $old != null and before($at; $old.since) and $old.started != null then
      # The end of an earlier run.
      . + {ended: ($ended + {($status): ($ended[$status] + 1)})}
    else
      . + {ended: ($ended + {($status): ($ended[$status] + 1)})}
      | moved($old.status; null; $at)
      | spent("ran"; seconds($old.started; $at))
      | (if $old.started == null and $status != "cancelled" then put("early"; $id; $at) else . end)
      | if $old == null then . else dropped("sessions"; $id) end
    end;

($event.type | kind) as $kind
| if $kind == null then .
  else
    ($event.data | object) as $data
    | ($data | session) as $id
    | either($event.occurred; $event.time) as $at
    | (if $kind == "status" then $data | new_status
       elif $kind == "completed" then $data | result
       else $kind end) as $status
    | if $id == null or $status == null then .
      else
        begun
        | if $status == "queued" or $status == "running" or $status == "paused" then
            live($id; $status; $at; $data)
          elif $status == "tool" or $status == "alive" then
            if .sessions[$id] == null then .
            else
              put("sessions"; $id; .sessions[$id] | seen($at)
                | if $status == "tool" then . + {tools: (.tools + 1)} else . end)
            end
          else over($id; $status; $at)
          end
      end
  end
