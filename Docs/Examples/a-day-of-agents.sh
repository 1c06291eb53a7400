#!/bin/sh
# A day of agents: five of them, six tasks, seven sessions, what they remembered, and the questions that one
# asks in the evening. Runs in a folder of its own, shows every command, and fails where an answer is not
# the expected one.
#
#   sh Docs/Examples/a-day-of-agents.sh
#
# Needs `git-events` on the PATH. The projections are explained in Docs/Ready-made-projections.md.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

# Whoever has told git a name need not do so here.
export GIT_COMMITTER_NAME="${GIT_COMMITTER_NAME:-Ada}"
export GIT_COMMITTER_EMAIL="${GIT_COMMITTER_EMAIL:-ada@example.org}"

wrong=0

# Asks a projection; the answer is compared with what is expected.
ask() { # QUESTION PROJECTION JQ EXPECTED
  printf '\n# %s\n' "$1"
  printf "\$ git events replay --all --projection %s --jq '%s'\n" "$2" "$3"
  if ! answer=$(git events replay --all --projection "$2" --jq "$3"); then
    answer='(it failed)'
  fi
  printf '%s\n' "$answer"
  if [ "$answer" != "$4" ]; then
    printf 'WRONG: expected\n%s\n' "$4"
    wrong=$((wrong + 1))
  fi
}

echo "\$ git events init"
git events init

# What the agents' framework wrote that day, a line an event. The two last lines came late: their machine was
# away from the network, and `occurred` says when it really happened.
echo "\$ git events import day.jsonl"
cat >day.jsonl <<'EVENTS'
{"stream":"agent-planner-1","type":"agent:spawned","occurred":"2026-11-20T08:00:00Z","actor":"planner-1","data":{"agentId":"planner-1","role":"planner","domain":"core"}}
{"stream":"agent-coder-1","type":"agent:spawned","occurred":"2026-11-20T08:00:05Z","actor":"coder-1","data":{"agentId":"coder-1","role":"coder","domain":"core"}}
{"stream":"agent-coder-2","type":"agent:spawned","occurred":"2026-11-20T08:00:06Z","actor":"coder-2","data":{"agentId":"coder-2","role":"coder","domain":"core"}}
{"stream":"agent-tester-1","type":"agent:spawned","occurred":"2026-11-20T08:00:07Z","actor":"tester-1","data":{"agentId":"tester-1","role":"tester","domain":"quality"}}
{"stream":"agent-writer-1","type":"agent:spawned","occurred":"2026-11-20T08:00:08Z","actor":"writer-1","data":{"agentId":"writer-1","role":"writer","domain":"docs"}}
{"stream":"agent-planner-1","type":"agent:started","occurred":"2026-11-20T08:00:10Z","actor":"planner-1","data":{"agentId":"planner-1"}}
{"stream":"memory-plans","type":"memory:stored","occurred":"2026-11-20T08:05:00Z","actor":"planner-1","data":{"namespace":"plans","key":"today","memoryType":"plan","size":820}}
{"stream":"task-parser","type":"task:created","occurred":"2026-11-20T08:10:00Z","actor":"planner-1","data":{"taskId":"parser","taskType":"code","title":"Parse the configuration","priority":"high"}}
{"stream":"task-parser-tests","type":"task:created","occurred":"2026-11-20T08:10:30Z","actor":"planner-1","data":{"taskId":"parser-tests","taskType":"test","title":"Test the parser","priority":"high"}}
{"stream":"task-cache","type":"task:created","occurred":"2026-11-20T08:11:00Z","actor":"planner-1","data":{"taskId":"cache","taskType":"code","title":"Cache the index","priority":"normal"}}
{"stream":"task-guide","type":"task:created","occurred":"2026-11-20T08:11:30Z","actor":"planner-1","data":{"taskId":"guide","taskType":"docs","title":"Write the guide","priority":"normal"}}
{"stream":"task-load","type":"task:created","occurred":"2026-11-20T08:12:00Z","actor":"planner-1","data":{"taskId":"load","taskType":"test","title":"Test under load","priority":"low"}}
{"stream":"task-release","type":"task:created","occurred":"2026-11-20T08:12:30Z","actor":"planner-1","data":{"taskId":"release","taskType":"docs","title":"Write the release notes","priority":"low"}}
{"stream":"task-parser","type":"task:queued","occurred":"2026-11-20T08:13:00Z","actor":"planner-1","data":{"taskId":"parser"}}
{"stream":"task-cache","type":"task:queued","occurred":"2026-11-20T08:13:05Z","actor":"planner-1","data":{"taskId":"cache"}}
{"stream":"session-s-1","type":"SessionQueued","occurred":"2026-11-20T08:14:00Z","actor":"planner-1","data":{"sessionId":"s-1","taskId":"parser","mode":"implement"}}
{"stream":"session-s-2","type":"SessionQueued","occurred":"2026-11-20T08:14:30Z","actor":"planner-1","data":{"sessionId":"s-2","taskId":"cache","mode":"implement"}}
{"stream":"agent-coder-1","type":"agent:task-assigned","occurred":"2026-11-20T08:15:00Z","actor":"coder-1","data":{"agentId":"coder-1","taskId":"parser"}}
{"stream":"session-s-1","type":"SessionStarted","occurred":"2026-11-20T08:15:10Z","actor":"coder-1","data":{"sessionId":"s-1","agentId":"coder-1"}}
{"stream":"task-parser","type":"task:started","occurred":"2026-11-20T08:15:20Z","actor":"coder-1","data":{"taskId":"parser","agentId":"coder-1"}}
{"stream":"memory-plans","type":"memory:retrieved","occurred":"2026-11-20T08:16:00Z","actor":"coder-1","data":{"namespace":"plans","key":"today"}}
{"stream":"session-s-2","type":"SessionStarted","occurred":"2026-11-20T08:20:00Z","actor":"coder-2","data":{"sessionId":"s-2","agentId":"coder-2"}}
{"stream":"task-cache","type":"task:started","occurred":"2026-11-20T08:20:10Z","actor":"coder-2","data":{"taskId":"cache","agentId":"coder-2"}}
{"stream":"memory-plans","type":"memory:retrieved","occurred":"2026-11-20T08:21:00Z","actor":"coder-2","data":{"namespace":"plans","key":"today"}}
{"stream":"memory-code","type":"memory:retrieved","occurred":"2026-11-20T08:22:00Z","actor":"coder-2","data":{"namespace":"code","key":"cache-keys"}}
{"stream":"session-s-1","type":"SessionToolUsed","occurred":"2026-11-20T08:30:00Z","actor":"coder-1","data":{"sessionId":"s-1","tool":"edit"}}
{"stream":"memory-code","type":"memory:stored","occurred":"2026-11-20T08:40:00Z","actor":"coder-1","data":{"namespace":"code","key":"grammar","memoryType":"note","size":2400}}
{"stream":"task-parser","type":"task:completed","occurred":"2026-11-20T09:00:20Z","actor":"coder-1","data":{"taskId":"parser","agentId":"coder-1"}}
{"stream":"agent-coder-1","type":"agent:task-completed","occurred":"2026-11-20T09:00:21Z","actor":"coder-1","data":{"agentId":"coder-1","taskId":"parser"}}
{"stream":"session-s-1","type":"SessionCompleted","occurred":"2026-11-20T09:01:10Z","actor":"coder-1","data":{"sessionId":"s-1","result":"success"}}
{"stream":"task-cache","type":"task:failed","occurred":"2026-11-20T09:05:00Z","actor":"coder-2","data":{"taskId":"cache","error":"the index does not fit into memory"}}
{"stream":"session-s-2","type":"SessionCompleted","occurred":"2026-11-20T09:05:30Z","actor":"coder-2","data":{"sessionId":"s-2","result":"failure"}}
{"stream":"agent-coder-2","type":"agent:error","occurred":"2026-11-20T09:06:00Z","actor":"coder-2","data":{"agentId":"coder-2","error":"out of memory"}}
{"stream":"session-s-3","type":"SessionQueued","occurred":"2026-11-20T09:10:00Z","actor":"planner-1","data":{"sessionId":"s-3","taskId":"parser-tests","mode":"test"}}
{"stream":"session-s-3","type":"SessionStarted","occurred":"2026-11-20T09:12:00Z","actor":"tester-1","data":{"sessionId":"s-3","agentId":"tester-1"}}
{"stream":"task-parser-tests","type":"task:started","occurred":"2026-11-20T09:12:30Z","actor":"tester-1","data":{"taskId":"parser-tests","agentId":"tester-1"}}
{"stream":"memory-code","type":"memory:retrieved","occurred":"2026-11-20T09:13:00Z","actor":"tester-1","data":{"namespace":"code","key":"grammar"}}
{"stream":"memory-plans","type":"memory:retrieved","occurred":"2026-11-20T09:14:00Z","actor":"tester-1","data":{"namespace":"plans","key":"today"}}
{"stream":"task-parser-tests","type":"task:completed","occurred":"2026-11-20T09:42:30Z","actor":"tester-1","data":{"taskId":"parser-tests","agentId":"tester-1"}}
{"stream":"session-s-3","type":"SessionCompleted","occurred":"2026-11-20T09:43:00Z","actor":"tester-1","data":{"sessionId":"s-3","result":"success"}}
{"stream":"task-cache","type":"task:retried","occurred":"2026-11-20T10:00:00Z","actor":"planner-1","data":{"taskId":"cache"}}
{"stream":"task-cache","type":"task:started","occurred":"2026-11-20T10:05:00Z","actor":"coder-1","data":{"taskId":"cache","agentId":"coder-1"}}
{"stream":"session-s-4","type":"SessionStarted","occurred":"2026-11-20T10:05:10Z","actor":"coder-1","data":{"sessionId":"s-4","taskId":"cache","agentId":"coder-1","mode":"implement"}}
{"stream":"memory-plans","type":"memory:retrieved","occurred":"2026-11-20T10:06:00Z","actor":"coder-1","data":{"namespace":"plans","key":"today"}}
{"stream":"memory-code","type":"memory:retrieved","occurred":"2026-11-20T10:07:00Z","actor":"coder-1","data":{"namespace":"code","key":"grammar"}}
{"stream":"memory-code","type":"memory:stored","occurred":"2026-11-20T10:30:00Z","actor":"coder-1","data":{"namespace":"code","key":"cache-keys","memoryType":"note","size":640}}
{"stream":"task-cache","type":"task:completed","occurred":"2026-11-20T10:50:00Z","actor":"coder-1","data":{"taskId":"cache","agentId":"coder-1"}}
{"stream":"session-s-4","type":"SessionCompleted","occurred":"2026-11-20T10:51:00Z","actor":"coder-1","data":{"sessionId":"s-4","result":"success"}}
{"stream":"task-load","type":"task:started","occurred":"2026-11-20T11:00:00Z","actor":"tester-1","data":{"taskId":"load","agentId":"tester-1"}}
{"stream":"session-s-5","type":"SessionStarted","occurred":"2026-11-20T11:00:05Z","actor":"tester-1","data":{"sessionId":"s-5","taskId":"load","agentId":"tester-1","mode":"test"}}
{"stream":"memory-plans","type":"memory:retrieved","occurred":"2026-11-20T11:10:00Z","actor":"tester-1","data":{"namespace":"plans","key":"today"}}
{"stream":"task-load","type":"task:failed","occurred":"2026-11-20T11:30:00Z","actor":"tester-1","data":{"taskId":"load","error":"the target did not answer"}}
{"stream":"session-s-5","type":"SessionFailed","occurred":"2026-11-20T11:30:05Z","actor":"tester-1","data":{"sessionId":"s-5","reason":"timeout"}}
{"stream":"agent-tester-1","type":"agent:failed","occurred":"2026-11-20T11:31:00Z","actor":"tester-1","data":{"agentId":"tester-1","error":"lost its connection"}}
{"stream":"memory-scratch","type":"memory:stored","occurred":"2026-11-20T12:00:00Z","actor":"writer-1","data":{"namespace":"scratch","key":"draft","memoryType":"note","size":90}}
{"stream":"task-release","type":"task:blocked","occurred":"2026-11-20T12:05:00Z","actor":"planner-1","data":{"taskId":"release","blockedBy":["load"]}}
{"stream":"task-guide","type":"task:started","occurred":"2026-11-20T13:00:00Z","actor":"writer-1","data":{"taskId":"guide","agentId":"writer-1"}}
{"stream":"session-s-6","type":"SessionStarted","occurred":"2026-11-20T13:00:10Z","actor":"writer-1","data":{"sessionId":"s-6","taskId":"guide","agentId":"writer-1","mode":"write"}}
{"stream":"memory-scratch","type":"memory:expired","occurred":"2026-11-20T14:00:00Z","actor":"writer-1","data":{"namespace":"scratch","key":"draft"}}
{"stream":"session-s-7","type":"SessionQueued","occurred":"2026-11-20T15:00:00Z","actor":"planner-1","data":{"sessionId":"s-7","taskId":"load","mode":"test"}}
{"stream":"agent-coder-2","type":"agent:status-changed","occurred":"2026-11-20T15:30:00Z","actor":"coder-2","data":{"agentId":"coder-2","previousStatus":"idle","newStatus":"paused"}}
{"stream":"agent-coder-1","type":"agent:heartbeat","occurred":"2026-11-20T16:00:00Z","actor":"coder-1","data":{"agentId":"coder-1","health":0.98}}
{"stream":"agent-planner-1","type":"agent:stopped","occurred":"2026-11-20T16:30:00Z","actor":"planner-1","data":{"agentId":"planner-1","reason":"the day is over"}}
{"stream":"agent-coder-1","type":"agent:heartbeat","occurred":"2026-11-20T09:50:00Z","actor":"coder-1","data":{"agentId":"coder-1","health":0.7}}
{"stream":"task-guide","type":"task:queued","occurred":"2026-11-20T08:12:45Z","actor":"planner-1","data":{"taskId":"guide"}}
EVENTS
git events import day.jsonl

ask 'Who is there, and doing what?' agent-state \
  '[.agents[] | "\(.id) \(.status) since \(.since[11:16])"] | sort[]' \
  'coder-1 idle since 10:50
coder-2 paused since 15:30
planner-1 stopped since 16:30
tester-1 failed since 11:31
writer-1 active since 13:00'

ask 'Which agents are active?' agent-state \
  '.agents[] | select(.status == "active") | .id' \
  'writer-1'

ask 'Who needs help?' agent-state \
  '[.agents[] | select(.health != "healthy") | "\(.id) \(.health), failed tasks: \(.tasks.failed)"] | sort[]' \
  'coder-2 degraded, failed tasks: 1
tester-1 failed, failed tasks: 1'

ask 'Who did how much for the core, in how many seconds?' agent-state \
  '.agents[] | select(.domain == "core" and .tasks.done > 0) | [.id, .tasks.done, .seconds]' \
  '["coder-1",2,5420]'

ask 'How healthy did coder-1 last say it is?' agent-state \
  '.agents["coder-1"].reported' \
  '0.98'

ask 'What became of the tasks?' task-history \
  '[.tasks[] | "\(.id): \(.status), attempts: \(.attempts)"] | sort[]' \
  'cache: completed, attempts: 2
guide: running, attempts: 1
load: failed, attempts: 1
parser-tests: completed, attempts: 1
parser: completed, attempts: 1
release: blocked, attempts: 0'

ask 'How many succeed?' task-history \
  '.totals.successRate' \
  '0.75'

ask 'And by type?' task-history \
  '.byType | to_entries | sort_by(.key)[] | "\(.key): \(.value.successRate)"' \
  'code: 1
docs: null
test: 0.5'

ask 'What took longest, and how long had it waited?' task-history \
  '.tasks | map(select(.seconds)) | sort_by(-.seconds, .id)[] | "\(.id): \(.seconds) s after \(.waited) s"' \
  'cache: 2700 s after 550 s
parser: 2700 s after 320 s
load: 1800 s after 10080 s
parser-tests: 1800 s after 3720 s'

ask 'Why did what fail?' task-history \
  '.tasks[] | select(.status == "failed") | "\(.id) by \(.agent): \(.error)"' \
  'load by tester-1: the target did not answer'

ask 'What is remembered where?' memory-index \
  '.namespaces | to_entries | sort_by(.key)[] | "\(.key): \(.value.entries) entries, \(.value.bytes) bytes"' \
  'code: 2 entries, 3040 bytes
plans: 1 entries, 820 bytes
scratch: 0 entries, 0 bytes'

ask 'What is read much, and what never?' memory-index \
  '.entries | to_entries | sort_by(-.value.reads)[] | "\(.key) is \(.value.heat), reads: \(.value.reads)"' \
  'plans/today is hot, reads: 5
code/grammar is warm, reads: 2
code/cache-keys is cold, reads: 0'

ask 'What was looked for in vain?' memory-index \
  '.missing | to_entries[] | "\(.key) at \(.value.read[11:16])"' \
  'code/cache-keys at 08:22'

ask 'Which sessions are there now, and since when?' active-sessions \
  '[.sessions[] | "\(.id) \(.status) since \(.since[11:16]) for \(.task)"] | sort[]' \
  's-6 running since 13:00 for guide
s-7 queued since 15:00 for load'

ask 'How did the others end, and how many ran at once?' active-sessions \
  '.ended.completed, .ended.failed, .peak.running' \
  '3
2
2'

ask 'How do tasks move?' task-statistics \
  '.transitions | to_entries | sort_by(-.value, .key)[] | "\(.value) x \(.key)"' \
  '3 x new -> started
3 x started -> completed
2 x new -> queued
2 x queued -> started
2 x started -> failed
1 x failed -> started
1 x new -> blocked'

ask 'How long until a task is complete, on average?' task-statistics \
  '.completion | [.count, .averageSeconds]' \
  '[3,6026.667]'

ask 'What happened how often?' event-counts \
  '.byCategory | to_entries | sort_by(.key)[] | "\(.key): \(.value.count)"' \
  'agent: 14
memory: 13
session: 16
task: 22'

ask 'From when to when?' event-counts \
  '.total | "\(.count) events from \(.first) to \(.last)"' \
  '65 events from 2026-11-20T08:00:00Z to 2026-11-20T16:30:00Z'

if [ "$wrong" -gt 0 ]; then
  printf '\n%s answers are wrong\n' "$wrong"
  exit 1
fi
printf '\nAll answers are as expected.\n'
