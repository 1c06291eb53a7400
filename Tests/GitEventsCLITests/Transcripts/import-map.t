With --map, rows of another store become events: a jq program makes any number of events of each row.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

An event as KurrentDB's clients print it, an entry of its HTTP interface, and an event of its own, which is left out.

    $ printf '%s\n' '{"eventId":"5c2a7f0e-8f1b-4e5c-9c58-2f9d5a8b7c01","eventType":"OrderPlaced","streamId":"order-42","revision":0,"data":{"total":12.5},"metadata":{"$correlationId":"req-881","$causationId":"cmd-7","user":"ada"},"created":"2024-03-01T10:00:00.1234567Z"}' '{"eventId":"5c2a7f0e-8f1b-4e5c-9c58-2f9d5a8b7c02","eventType":"OrderPaid","eventNumber":1,"data":"{\n  \"by\": \"card\"\n}","metaData":"{\"user\": \"bob\"}","streamId":"order-42","isJson":true,"isMetaData":false,"isLinkMetaData":false,"positionEventNumber":1,"positionStreamId":"order-42","title":"1@order-42","id":"http://127.0.0.1:2113/streams/order-42/1","updated":"2024-03-01T10:05:00.5Z","author":{"name":"EventStore"},"summary":"OrderPaid"}' '{"eventId":"5c2a7f0e-8f1b-4e5c-9c58-2f9d5a8b7c03","eventType":"$metadata","streamId":"$$order-42","eventNumber":0,"data":"{}"}' > kurrentdb.jsonl

    $ git events import kurrentdb.jsonl --map kurrentdb
    added 2, skipped 0

    $ git events log order-42 --reverse --jq 'del(.commit, .recorder, .actor, .time)'
    {"stream":"order-42","version":1,"id":"5c2a7f0e-8f1b-4e5c-9c58-2f9d5a8b7c01","type":"OrderPlaced","occurred":"2024-03-01T10:00:00.123456Z","correlation":"req-881","causation":"cmd-7","data":{"total":12.5},"metadata":{"user":"ada"}}
    {"stream":"order-42","version":2,"id":"5c2a7f0e-8f1b-4e5c-9c58-2f9d5a8b7c02","type":"OrderPaid","occurred":"2024-03-01T10:05:00.5Z","data":{"by":"card"},"metadata":{"user":"bob"}}

    $ git events import kurrentdb.jsonl --map kurrentdb
    added 0, skipped 2

Rows of message-db's table.

    $ printf '%s\n' '{"id":"8b1ad26d-1c9e-4a8b-8a53-d1a2ef6f5a11","stream_name":"account-123","type":"Withdrawn","position":0,"global_position":11,"data":{"amount":10},"metadata":{"correlationStreamName":"transfer-9","causationMessageStreamName":"account:command-123","causationMessagePosition":4},"time":"2019-11-24T17:56:09.71594"}' > messages.jsonl

    $ git events import messages.jsonl --map message-db
    added 1, skipped 0

    $ git events show account-123 --jq '.id, .occurred, .correlation, .causation'
    8b1ad26d-1c9e-4a8b-8a53-d1a2ef6f5a11
    2019-11-24T17:56:09.71594Z
    transfer-9
    account:command-123/4

CloudEvents: the subject is the stream, what has no place of its own is metadata.

    $ printf '%s\n' '{"specversion":"1.0","id":"A234-1234-1234","source":"https://example.com/shop","type":"com.example.order.placed","subject":"order-77","time":"2018-04-05T17:31:00Z","datacontenttype":"application/json","comexampletenant":"blue","data":{"total":3}}' '{"specversion":"1.0","id":"A234-1234-1235","source":"sensor-9","type":"com.example.measured","data_base64":"AAEC"}' > cloud.jsonl

    $ git events import cloud.jsonl --map cloudevents
    added 2, skipped 0

    $ git events log --type 'com.example.*' --reverse --jq '[.stream, .id, .data, .metadata]'
    ["order-77","A234-1234-1234",{"total":3},{"comexampletenant":"blue","datacontenttype":"application/json","source":"https://example.com/shop"}]
    ["sensor-9","A234-1234-1235",{"base64":"AAEC"},{"source":"sensor-9"}]

Rows of a table that somebody made for themselves. A number as an id is unique in its table only, so the id follows from the row.

    $ printf '%s\n' '{"id":1,"event_type":"TicketOpened","aggregate_type":"ticket","aggregate_id":7,"payload":"{\"by\": \"ada\"}","metadata":null,"version":1,"created_at":"2020-01-02 03:04:05.678"}' '{"id":2,"event_type":"TicketClosed","aggregate_type":"ticket","aggregate_id":7,"payload":"{}","metadata":null,"version":2,"created_at":"2020-01-02 04:00:00+01"}' > table.jsonl

    $ git events import table.jsonl --map rows
    added 2, skipped 0

    $ git events log ticket-7 --reverse --jq '[.version, .type, .occurred, .data]'
    [1,"TicketOpened","2020-01-02T03:04:05.678Z",{"by":"ada"}]
    [2,"TicketClosed","2020-01-02T03:00:00Z",{}]

    $ git events import table.jsonl --map rows
    added 0, skipped 2

A map of one's own.

    $ printf '%s\n' '# One row, an event for each thing in it.' '.things[]' '| {stream: "thing-\(.n)", type: "thing.seen", data: .}' > things.jq

    $ printf '%s\n' '{"things":[{"n":1},{"n":2}]}' '{"things":[]}' '{"things":[{"n":3}]}' > things.jsonl

    $ git events import things.jsonl --map things.jq
    added 3, skipped 0

    $ git events streams 'thing-*' --jq .stream
    thing-1
    thing-2
    thing-3

Numbers that jq cannot hold are rounded, and that is said; in a text that stays as it is they are no numbers.

    $ printf '%s\n' '{"things":[{"n":4,"x":1.5}]}' '{"things":[{"n":5,"x":"{\"y\": 9007199254740993}"}]}' '{"things":[{"n":6,"x":9007199254740993}]}' > long.jsonl

    $ git events import long.jsonl --map things.jq
    git-events: warning: 1 row holds a number with more digits than jq keeps, the first in line 3
    added 3, skipped 0

    $ git events show thing-6 --jq .data
    {"n":6,"x":9007199254740992}

What cannot be is said with file and line; what stood before it is kept.

    $ printf '%s\n' '{"things":[{"n":7}]}' '{"things":[{"n":8},5]}' '{"things":[{"n":9}]}' > bad.jsonl

    $ git events import bad.jsonl --map things.jq
    added 1, skipped 0
    git-events: bad.jsonl:2: things.jq: Cannot index number with string "n"
    [2]

    $ git events import bad.jsonl --map things.jq --atomic --json
    {"added":0,"skipped":0}
    {"code":"invalid-input","message":"bad.jsonl:2: things.jq: Cannot index number with string \"n\"","exit":2,"file":"bad.jsonl","line":2}
    [2]

    $ printf '%s\n' '.[]' > each.jq

    $ printf '%s\n' '[{"stream":"a-1","type":"made"}]' '[1]' > each.jsonl

    $ git events import each.jsonl --map ./each.jq
    added 1, skipped 0
    git-events: each.jsonl:2: ./each.jq: it yields no object but 1
    [2]

    $ printf '%s\n' '[{"stream":"a-2","type":"made","kind":"x"}]' > field.jsonl

    $ git events import field.jsonl --map ./each.jq
    added 0, skipped 0
    git-events: field.jsonl:1: ./each.jq made of it: unknown field "kind"
    [2]

    $ printf '%s\n' '{"a":1,"a":2}' > twice.jsonl

    $ git events import twice.jsonl --map rows
    added 0, skipped 0
    git-events: twice.jsonl:1, byte 7: duplicate member name
    [2]

    $ printf '%s\n' '{"specversion":"0.3","id":"1","type":"x"}' > old.jsonl

    $ git events import old.jsonl --map cloudevents
    added 0, skipped 0
    git-events: old.jsonl:1: --map cloudevents: no CloudEvent of version 1: specversion is 0.3
    [2]

    $ git events import things.jsonl --map nosuch
    git-events: there is no map 'nosuch'
    hint: the maps are cloudevents, kurrentdb, message-db, rows; a file's name ends in .jq
    [2]

    $ git events import things.jsonl --map nosuch.jq
    git-events: cannot read '/tmp/x/work/nosuch.jq': No such file or directory
    [2]

    $ printf '%s\n' '.a' '| foo' > wrong.jq

    $ git events import things.jsonl --map wrong.jq
    git-events: wrong.jq, line 2: foo/0 is not defined
    [2]

    $ git fsck --strict
    notice: HEAD points to an unborn branch (master)
