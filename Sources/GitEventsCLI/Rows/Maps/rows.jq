# Rows of an event table that somebody made for themselves: event_type, aggregate_type, aggregate_id, payload,
# metadata, version, created_at, and where there is one event_id or id.
#
# stream    aggregate_type-aggregate_id; aggregate_id alone where there is no type
# type      event_type
# id        event_id or id where that is text; a number is unique in its table only, so then the id follows from the row
# time      created_at (text of a database, taken as UTC unless it says otherwise; or seconds or milliseconds since
#           1970); an import makes it the event's `occurred`
# data      payload, an object or JSON text
# metadata  metadata, likewise
#
# Left aside: version, which begins at 0 or 1 there and may have gaps; the order of the rows counts, so sort them by it.

# The value of a JSON text; any other text is itself.
def json:
  if type == "string" and test("^\\s*([\\[{\"]|-?[0-9]|(true|false|null)\\s*$)")
  then (. as $text | try fromjson catch $text) else . end;

# 1 to 128 visible characters of ASCII; without an id the import derives one from the row.
def id: if type == "string" and test("^[!-~]{1,128}$") then . else null end;

def from_milliseconds:
  (. / 1000 | floor) as $seconds
  | ($seconds | strftime("%Y-%m-%dT%H:%M:%S")) + "." + (. - $seconds * 1000 + 1000 | floor | tostring | .[1:]) + "Z";

def time:
  if type == "number" then (if . > 1e11 then . else . * 1000 end) | from_milliseconds
  else
    sub("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T](?<time>[0-9:.]+)"; "\(.day)T\(.time)")
    | if test("[+-][0-9]{2}$") then . + ":00"
      elif test("[Zz]$|[+-][0-9]{2}:[0-9]{2}$") then .
      else . + "Z" end
  end;

if .aggregate_id == null then error("aggregate_id is missing") else . end
| {
    stream: ([.aggregate_type, .aggregate_id] | map(select(. != null) | tostring) | join("-")),
    type: .event_type,
    id: (.event_id // .id | id),
    time: (if .created_at == null then null else .created_at | time end),
    data: (.payload | json),
    metadata: (.metadata | json | if . == {} then null else . end)
  }
| with_entries(select(.value != null))
