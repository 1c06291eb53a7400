# message-db: rows of its table `messages`, such as
#   psql -qAt -c "SELECT row_to_json(m) FROM message_store.messages m ORDER BY global_position"
#
# A row has id, stream_name, type, data, metadata and time; data and metadata are objects or JSON text.
#
# stream       stream_name
# type         as it is
# id           as it is
# time         time, which is in UTC; an import makes it the event's `occurred`
# correlation  correlationStreamName of the metadata
# causation    causationMessageStreamName and causationMessagePosition of the metadata, as STREAM/POSITION
# metadata     the metadata, whole
# data         as it is
#
# Left aside: position and global_position, which begin at 0 and 1; the order of the rows counts.

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

# Postgres writes `2019-11-24 17:56:09.71594`, also with a `T`, and with `+00` or `Z` where it knows a zone.
def time:
  sub("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T](?<time>[0-9:.]+)"; "\(.day)T\(.time)")
  | if test("[+-][0-9]{2}$") then . + ":00"
    elif test("[Zz]$|[+-][0-9]{2}:[0-9]{2}$") then .
    else . + "Z" end;

(.metadata | json) as $metadata
| ($metadata | if type == "object" then . else {} end) as $known
| {
    stream: .stream_name,
    type,
    id: (.id | id),
    time: (if .time == null then null else .time | time end),
    correlation: ($known.correlationStreamName | line),
    causation: ($known
      | if .causationMessageStreamName == null or .causationMessagePosition == null then null
        else "\(.causationMessageStreamName)/\(.causationMessagePosition)" | line end),
    data: (.data | json),
    metadata: (if $metadata == {} then null else $metadata end)
  }
| with_entries(select(.value != null))
