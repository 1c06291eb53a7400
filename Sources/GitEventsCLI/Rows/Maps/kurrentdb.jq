# KurrentDB (EventStoreDB): events as its clients print them, and as its HTTP interface serves them.
#
# A row is one of
#   - an event as JSON: eventId or id, eventType or type, streamId, data, metadata, created; also within the `event` of
#     a resolved event, as the clients' reads return it;
#   - an entry of GET /streams/$all?embed=body (or /streams/NAME?embed=body), whose data and metaData are JSON text;
#   - a whole page of such entries, which has the newest first.
#
# stream       the stream's name
# type         as it is
# id           as it is
# time         created or updated; an import makes it the event's `occurred`
# correlation  $correlationId of the metadata
# causation    $causationId of the metadata
# metadata     the rest of the metadata
# data         as it is; data that is no JSON stays text
#
# Left out: the database's own events and links, whose streams or types begin with $. Left aside: event numbers and
# revisions, which begin at 0 there and have gaps where events were deleted; the order of the rows counts.

# The value of a JSON text; any other text is itself.
def json:
  if type == "string" and test("^\\s*([\\[{\"]|-?[0-9]|(true|false|null)\\s*$)")
  then (. as $text | try fromjson catch $text) else . end;

# 1 to 128 visible characters of ASCII; without an id the import derives one from the row.
def id: if type == "string" and test("^[!-~]{1,128}$") then . else null end;

# One line that fits into a trailer of a commit.
def line:
  if type == "string" and utf8bytelength <= 256
    and (test("^$|^ | $|[\\p{Cc}\\x{2028}\\x{2029}]") | not)
  then . else null end;

def from_milliseconds:
  (. / 1000 | floor) as $seconds
  | ($seconds | strftime("%Y-%m-%dT%H:%M:%S")) + "." + (. - $seconds * 1000 + 1000 | floor | tostring | .[1:]) + "Z";

# Dates as text are RFC 3339; as numbers they are milliseconds, or ticks of 100 ns.
def time:
  if type != "number" then .
  elif . > 1e14 then . / 10000 | floor | from_milliseconds
  else from_milliseconds end;

if type == "object" and (.entries | type) == "array" then .entries | reverse | .[] else . end
| if (.event | type) == "object" then .event else . end
| {
    stream: (.streamId // .eventStreamId // .positionStreamId),
    type: (.eventType // .type),
    id: (.eventId // .id | id),
    time: (.created // .updated | time),
    data: (if .isJson == false then .data else .data | json end),
    metadata: (.metadata // .metaData | if . == "" then null else json end)
  }
| select([.stream, .type] | map(tostring | startswith("$")) | any | not)
| if (.metadata | type) == "object"
  then .correlation = (.metadata["$correlationId"] | line)
    | .causation = (.metadata["$causationId"] | line)
    | if .correlation then del(.metadata["$correlationId"]) else . end
    | if .causation then del(.metadata["$causationId"]) else . end
    | if .metadata == {} then .metadata = null else . end
  else . end
| with_entries(select(.value != null))
