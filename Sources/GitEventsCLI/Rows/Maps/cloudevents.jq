# CloudEvents 1.0 in JSON, structured mode: one event a row.
#
# stream       subject; source where there is none
# type         as it is
# id           as it is
# time         time; an import makes it the event's `occurred`
# correlation  the extension attribute correlationid
# causation    the extension attribute causationid
# data         data, or {"base64": …} for data_base64
# metadata     every other attribute, extensions among them: source, dataschema, datacontenttype, …
#
# CloudEvents makes an id unique within its source only. If two sources of yours use the same ids, the import says that
# an id is taken: use a copy of this map with `id: "\(.source)#\(.id)"`.
#
# A row with another specversion than 1.x is refused.

# 1 to 128 visible characters of ASCII; without an id the import derives one from the row.
def id: if type == "string" and test("^[!-~]{1,128}$") then . else null end;

# One line that fits into a trailer of a commit.
def line:
  if type == "string" and utf8bytelength <= 256
    and (test("^$|^ | $|[\\p{Cc}\\x{2028}\\x{2029}]") | not)
  then . else null end;

if type != "object" then error("no CloudEvent: \(type)")
elif .specversion | tostring | test("^1\\.") | not
then error("no CloudEvent of version 1: specversion is \(.specversion)")
else . end
| (if (.subject | type) == "string" and .subject != "" then .subject else .source end) as $stream
| (.correlationid | line) as $correlation
| (.causationid | line) as $causation
| {
    stream: $stream,
    type,
    id: (.id | id),
    time,
    correlation: $correlation,
    causation: $causation,
    data: (if has("data_base64") then {base64: .data_base64} else .data end),
    metadata: (
      del(.specversion, .id, .type, .time, .data, .data_base64)
      | if .subject == $stream then del(.subject) else . end
      | if $correlation then del(.correlationid) else . end
      | if $causation then del(.causationid) else . end)
  }
| with_entries(select(.value != null))
