# event-counts: how many events there are of which type, in which category, by whom, and when.
#
# Reads every event, of any vocabulary; looks at type, stream, actor, time and occurred, not at data.
# The category is the stream's name before its first "-".
#
# The state; times are when it happened (occurred, else time):
#   .byType[TYPE] .byCategory[CATEGORY] .byActor[ACTOR] .total   count first last
#   .byDay["2026-11-21"]                                         how many, in UTC
#
# .byType | to_entries | sort_by(-.value.count) | .[:10] | map("\(.value.count) \(.key)")
# .byCategory | map_values(.last)
# .byActor | keys
# .total.count

# jq's `//` is not used: it keeps a way back, and with it a second hold on the state, so that every
# change would copy the whole state.
def either(a; b): a as $a | if $a == null then b else $a end;
def word: if type == "string" and . != "" then . else "unknown" end;

# Times are text as the store writes it, in UTC.
def before($a; $b):
  $a != null and $b != null and ($a | rtrimstr("Z")) < ($b | rtrimstr("Z"));

# Puts a value into a map of the state in place: nothing else holds the map while it is changed.
def put($map; $key; $value):
  (. + {($map): null}) as $rest
  | .[$map] | . + {($key): $value}
  | $rest + {($map): .};
def more($at):
  if . == null then {count: 1, first: $at, last: $at}
  elif before($at; .first) then . + {count: (.count + 1), first: $at}
  elif before($at; .last) then . + {count: (.count + 1)}
  else . + {count: (.count + 1), last: $at}
  end;

either($event.occurred; $event.time) as $at
| ($event.type | word) as $type
| ($event.stream | word | split("-")[0]) as $category
| ($event.actor | word) as $actor
| (if . == null then {byType: {}, byCategory: {}, byActor: {}, byDay: {}} else . end)
| put("byType"; $type; .byType[$type] | more($at))
| put("byCategory"; $category; .byCategory[$category] | more($at))
| put("byActor"; $actor; .byActor[$actor] | more($at))
| ($at | word | split("T")[0]) as $day
| put("byDay"; $day; either(.byDay[$day]; 0) + 1)
| . + {total: (.total | more($at))}
