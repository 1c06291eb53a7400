An event is appended to a stream, which comes into being with it.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ git events append order-42 order.placed --data '{"total": 12.50, "currency": "EUR"}'
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)

    $ git events append order-42 order.paid -f method=card -F amount=12.50 --expect 1
    order-42@2  order.paid  01a1fc7c-7fa0-7000-9b39-896a51a8749b

A wrong expected version says what happened meanwhile.

    $ git events append order-42 order.shipped --actor 'Bob <bob@example.org>' --id req-881
    order-42@3  order.shipped  req-881

    $ git events append order-42 order.paid --expect 1
    git-events: order-42 is at version 3, not 1
    hint: since then: order.paid@2 by Ada (2 min ago), order.shipped@3 by Bob (1 min ago)
    [3]

    $ git events append order-42 order.paid --expect 1 --json
    {"code":"wrong-expected-version","message":"order-42 is at version 3, not 1","hint":"since then: order.paid@2 by Ada (3 min ago), order.shipped@3 by Bob (2 min ago)","exit":3,"stream":"order-42","expected":1,"actual":3,"commit":"d0160d43e3090cb4e494e19c2b3a2e745a67730b","index":0}
    [3]

    $ git events append order-42 order.placed --expect none
    git-events: order-42 exists already, at version 3
    hint: since then: order.placed@1 by Ada (5 min ago), order.paid@2 by Ada (4 min ago), order.shipped@3 by Bob (3 min ago)
    [3]

    $ git events append order-9 order.paid --expect 4
    git-events: order-9 does not exist, so it is not at version 4
    [3]

A retry with the same id is answered, not recorded again; another content is refused.

    $ git events append order-42 order.shipped --id req-881
    order-42@3  order.shipped  req-881  (already recorded)

    $ git events append order-42 order.lost --id req-881
    git-events: event id req-881 belongs to another event: order-42@3
    hint: an id may be used again only to retry the very same event; take a new one
    [3]

A mistyped name is caught where the stream must exist.

    $ git events append ordr-42 order.paid --existing
    git-events: there is no stream 'ordr-42'
    hint: did you mean order-42?
    [4]

A dry run checks everything and writes nothing.

    $ git events append order-43 order.placed --dry-run
    order-43@1  order.placed  (new stream)  (dry run: nothing written)

    $ git events streams
    order-42@3  order.shipped  2026-11-21T05:04:00Z

Several streams change together or not at all.

    $ printf '%s\n' '{"stream":"a-1","type":"debited","data":{"sum":5}}' '{"stream":"b-1","type":"credited","data":{"sum":5}}' '{"stream":"order-42","expect":3}' | git events append --batch
    a-1@1  debited  01a1fc86-91c0-7000-ac82-9abe1f4532e1  (new stream)
    b-1@1  credited  01a1fc86-91c0-7004-8584-133ac916ab3c  (new stream)

    $ printf '%s\n' '{"stream":"a-1","type":"debited"}' '{"stream":"order-42","expect":2}' | git events append --batch
    git-events: row 2: order-42 is at version 3, not 2
    hint: since then: order.shipped@3 by Bob (11 min ago)
    [3]

    $ printf '%s\n' '{"stream":"a-1","type":"debited","dat":{}}' | git events append --batch
    git-events: standard input:1, byte 33: unknown field "dat"
    [2]

A program that stays writes rows into a pipe. Each is an append of its own, and is answered in its order.

    $ printf '%s\n' '{"stream":"p-1","type":"opened"}' '{"stream":"p-1","type":"closed","expect":7}' '{"type":"closed"}' '{"stream":"p-1","type":"closed","expect":1,"id":"end"}' '{"stream":"p-1","type":"closed","id":"end"}' | git events append --pipe
    p-1@1  opened  01a1fc89-50e0-7000-bee5-789041c98ac3  (new stream)
    refused  standard input:2: p-1 is at version 1, not 7
    refused  standard input:3: the field "stream" is missing
    p-1@2  closed  end
    p-1@2  closed  end  (already recorded)
    git-events: 2 of 5 rows were refused, first standard input:2: p-1 is at version 1, not 7
    [3]

    $ printf '%s\n' '{"stream":"p-1","type":"noted"}' '{"stream":"p-1","type":"noted","expect":9}' | git events append --pipe --json
    {"stream":"p-1","version":3,"id":"01a1fc8a-3b40-7000-b3b8-488c368cb0a6","type":"noted","time":"2026-11-21T05:18:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{},"position":9,"commit":"b7dfe5e39d83a4e8eb01aba8ec896e0a1a479332","newStream":false,"alreadyRecorded":false}
    {"error":{"code":"wrong-expected-version","message":"standard input:2: p-1 is at version 3, not 9","exit":3,"stream":"p-1","expected":9,"actual":3,"commit":"b7dfe5e39d83a4e8eb01aba8ec896e0a1a479332","line":2}}
    {"code":"wrong-expected-version","message":"1 of 2 rows was refused, first standard input:2: p-1 is at version 3, not 9","exit":3,"stream":"p-1","expected":9,"actual":3,"commit":"b7dfe5e39d83a4e8eb01aba8ec896e0a1a479332","line":2}
    [3]

    $ git events append --pipe p-1
    git-events: --pipe reads standard input and records each row by itself
    hint: git events append -h shows how it is used
    [2]

What is no JSON is refused with the place.

    $ git events append order-42 order.paid --data '{"a":1,"a":2}'
    git-events: --data: duplicate member name at byte 7
    [2]

    $ git events append order-42 'order paid'
    git-events: invalid event type
    hint: a type is 1 to 128 of A-Z a-z 0-9 . _ : / - and begins with a letter or a digit
    [2]

    $ git events append order-42
    git-events: STREAM and TYPE are needed, or --batch, or --pipe
    hint: git events append -h shows how it is used
    [2]

    $ git events append order-42 order.paid --data '{}' -f a=1
    git-events: either --data or -f and -F say the payload, not both
    hint: git events append -h shows how it is used
    [2]

Numbers keep their digits, and names are sorted.

    $ git events append order-42 order.weighed --data '{"z":1.10,"a":1E400,"m":-0,"n":1234567890123456789012345678901234567890}'
    order-42@4  order.weighed  01a1fc8f-b980-7000-a57e-ecdd3cb13d09

    $ git show events/order-42:data.json
    {
      "a": 1E400,
      "m": -0,
      "n": 1234567890123456789012345678901234567890,
      "z": 1.10
    }
