# memory-index: what is remembered, by namespace; how large it is, what is read much and what never.
#
# Reads memory:* events:
#   memory:stored saved created added written          an entry is there
#   memory:updated changed                             it has changed
#   memory:retrieved accessed read recalled            it was read
#   memory:deleted removed forgotten · expired evicted it is gone: deleted, expired
# Case and all but letters may be written otherwise: MemoryStored, memory.retrieved.
# Fields of the data; other fields are not looked at, and what was remembered is not kept:
#   entry      namespace ("default" where there is none) and key, else memoryId memory_id id, else the
#              stream behind "memory-"; an event with an id alone finds the entry that has it
#   type       memoryType memory_type type
#   size       size sizeBytes size_bytes bytes, else the bytes of value or content
#   reads      accessCount access_count, where it is more than what was counted
#
# The state; times are when it happened (occurred, else time):
#   .entries["NAMESPACE/KEY"]   namespace key id type size stored changed reads read heat
#   .namespaces[NAMESPACE]      entries bytes stored reads deleted expired
#   .heat                       how many entries are cold, warm, hot: not read since they were stored
#                               first, read one to four times, read five times or more
#   .missing["NAMESPACE/KEY"]   reads and last read of what is not there; also ends of entries that were
#                               never seen, so that one which is recorded afterwards stays away
#   .totals                     entries bytes stored reads misses deleted expired
#   .ids[ID]                    the entry that has the id
#
# .entries | to_entries | sort_by(-.value.reads) | .[:10] | map("\(.key) \(.value.reads)")
# .entries | map(select(.heat == "cold")) | sort_by(.stored) | .[0].key
# .namespaces | map_values(.bytes)
# .missing | to_entries | map(select(.value.reads)) | sort_by(-.value.reads) | .[:5] | map(.key)

def kinds: {
  "memory:stored": "stored", "memorystored": "stored",
  "memory:saved": "stored", "memorysaved": "stored",
  "memory:created": "stored", "memorycreated": "stored",
  "memory:added": "stored", "memoryadded": "stored",
  "memory:written": "stored", "memorywritten": "stored",
  "memory:updated": "stored", "memoryupdated": "stored",
  "memory:changed": "stored", "memorychanged": "stored",
  "memory:retrieved": "read", "memoryretrieved": "read",
  "memory:accessed": "read", "memoryaccessed": "read",
  "memory:read": "read", "memoryread": "read",
  "memory:recalled": "read", "memoryrecalled": "read",
  "memory:deleted": "deleted", "memorydeleted": "deleted",
  "memory:removed": "deleted", "memoryremoved": "deleted",
  "memory:forgotten": "deleted", "memoryforgotten": "deleted",
  "memory:expired": "expired", "memoryexpired": "expired",
  "memory:evicted": "expired", "memoryevicted": "expired"
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
def word: if type == "number" then tostring elif type == "string" and . != "" then . else null end;
def count: if type == "number" and . >= 0 then . else null end;
def behind($prefix): if type == "string" and startswith($prefix) then .[$prefix | length:] else null end;

def id: if .memoryId != null then .memoryId elif .memory_id != null then .memory_id else .id end | word;
def size:
  if .size != null then .size elif .sizeBytes != null then .sizeBytes
  elif .size_bytes != null then .size_bytes elif .bytes != null then .bytes
  else
    either(.value; .content)
    | if . == null then null elif type == "string" then utf8bytelength
      else tojson | utf8bytelength end
  end
  | count;

# Times are text as the store writes it, in UTC.
def before($a; $b):
  $a != null and $b != null and ($a | rtrimstr("Z")) < ($b | rtrimstr("Z"));

def begun:
  if . != null then .
  else
    {entries: {}, namespaces: {}, heat: {cold: 0, warm: 0, hot: 0}, missing: {}, ids: {},
      totals: {entries: 0, bytes: 0, stored: 0, reads: 0, misses: 0, deleted: 0, expired: 0}}
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

def plus($numbers):
  reduce ($numbers | keys_unsorted)[] as $key (.; . + {($key): (.[$key] + $numbers[$key])});
def tallied($namespace; $numbers):
  put("namespaces"; $namespace;
    either(.namespaces[$namespace];
      {entries: 0, bytes: 0, stored: 0, reads: 0, deleted: 0, expired: 0})
    | plus($numbers))
  | . + {totals: (.totals | plus($numbers))};
def warmed($from; $to):
  if $from == $to then .
  else
    .heat as $heat
    | . + {heat: ($heat
        + (if $from == null then {} else {($from): ($heat[$from] - 1)} end)
        + (if $to == null then {} else {($to): ($heat[$to] + 1)} end))}
  end;
def heat: if .reads == 0 then "cold" elif .reads < 5 then "warm" else "hot" end;
def given($key; $value): if $value == null then . else . + {($key): $value} end;

def stored($name; $namespace; $key; $id; $at; $data):
  .entries[$name] as $old | .missing[$name] as $missing
  | if $old == null and $missing.ended != null and (before($missing.ended; $at) | not) then
      # It was deleted before this was recorded.
      (if $missing.reads == null then dropped("missing"; $name)
       else put("missing"; $name; $missing | del(.ended)) end)
      | tallied($namespace; {stored: 1})
    else
      # Reads that were recorded first, but happened afterwards, were no misses.
      (if $old == null and $missing.reads != null and (before($missing.read; $at) | not)
       then $missing else {} end) as $reads
      | ($data | size) as $size
      | (if $old == null then
          {namespace: $namespace, reads: either($reads.reads; 0)} | given("read"; $reads.read)
         else $old end
        | given("key"; $key) | given("id"; $id)
        | given("type"; $data
            | if .memoryType != null then .memoryType elif .memory_type != null then .memory_type
              else .type end | word)
        | (if .stored == null or before($at; .stored) then . + {stored: $at} else . end)
        | (if before($at; .changed) then . else . + {changed: $at, size: either($size; either(.size; 0))} end)
        | . + {heat: heat}) as $new
      | tallied($namespace; {stored: 1, bytes: ($new.size - either($old.size; 0))}
          + (if $old == null then {entries: 1} else {} end)
          + (if $reads.reads == null then {} else {reads: $reads.reads} end))
      | (if $reads.reads == null then . else
          . + {totals: (.totals | plus({misses: (0 - $reads.reads)}))} | dropped("missing"; $name) end)
      | (if $id == null or $old.id == $id then . else put("ids"; $id; $name) end)
      | warmed($old.heat; $new.heat)
      | put("entries"; $name; $new)
    end;

def read($name; $namespace; $at; $data):
  .entries[$name] as $old
  | ($data | either(.accessCount; .access_count) | count) as $told
  | if $old == null then
      .missing[$name] as $missing
      | put("missing"; $name; $missing
          + {reads: (either($missing.reads; 0) + 1)}
          + (if before($at; $missing.read) then {} else {read: $at} end))
      | . + {totals: (.totals | plus({misses: 1}))}
    else
      ($old.reads + 1 | if $told != null and $told > . then $told else . end) as $reads
      | ($old + {reads: $reads} + (if before($at; $old.read) then {} else {read: $at} end)
          | . + {heat: heat}) as $new
      | tallied($namespace; {reads: ($reads - $old.reads)})
      | warmed($old.heat; $new.heat)
      | put("entries"; $name; $new)
    end;

def gone($name; $namespace; $how; $at):
  .entries[$name] as $old
  | if $old == null then
      if .missing[$name].ended != null then .
      else put("missing"; $name; .missing[$name] + {ended: $at}) | tallied($namespace; {($how): 1})
      end
    elif before($at; $old.changed) then
      # It was stored anew after that.
      tallied($namespace; {($how): 1})
    else
      tallied($namespace; {($how): 1, entries: -1, bytes: (0 - $old.size)})
      | warmed($old.heat; null)
      | (if $old.id == null then . else dropped("ids"; $old.id) end)
      | dropped("entries"; $name)
    end;

($event.type | kind) as $kind
| if $kind == null then .
  else
    ($event.data | object) as $data
    | either($event.occurred; $event.time) as $at
    | ($data.key | word) as $key
    | either($data | id;
        if $key != null then null else $event.stream | behind("memory-") | word end) as $id
    | (if $key == null and $id != null and . != null and $data.namespace == null
       then .ids[$id] else null end) as $known
    | either($data.namespace | word;
        if $known == null then "default" else .entries[$known].namespace end) as $namespace
    | (if $known != null then $known
       elif $key != null then "\($namespace)/\($key)"
       elif $id != null then "\($namespace)/\($id)"
       else null end) as $name
    | if $name == null then .
      else
        begun
        | if $kind == "stored" then stored($name; $namespace; $key; $id; $at; $data)
          elif $kind == "read" then read($name; $namespace; $at; $data)
          else gone($name; $namespace; $kind; $at)
          end
      end
  end
