The first event after which a condition holds of the state.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ git events append acct-7 opened --data '{"balance":10}'
    acct-7@1  opened  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)

    $ git events append acct-7 drawn --data '{"balance":-5,"last":{"by":"Bob"}}' --actor Bob
    acct-7@2  drawn  01a1fc7c-7fa0-7000-9b39-896a51a8749b

    $ git events append acct-7 paid --data '{"balance":20}'
    acct-7@3  paid  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea

    $ git events append acct-7 drawn --data '{"balance":-1}'
    acct-7@4  drawn  01a1fc7e-5460-7000-ac82-9abe1f4532e1

The very first is found, however often the condition changes.

    $ git events bisect acct-7 --where '.balance < 0'
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    acct-7@2  drawn
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (3 min ago)
    Commit:       28eb91b521f5472a5a6a6b7b6bfaac24327b00cf

    ~ .balance: 10 → -5
    + .last: {
    +   "by": "Bob"
    + }

    $ git events bisect acct-7 --where '.balance < 0' --binary
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    acct-7@2  drawn
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (4 min ago)
    Commit:       28eb91b521f5472a5a6a6b7b6bfaac24327b00cf

    ~ .balance: 10 → -5
    + .last: {
    +   "by": "Bob"
    + }

    $ git events bisect acct-7@2.. --where '.balance < 0'
    git-events: note: the condition held at acct-7@2 already
    acct-7@4  drawn
    Id:           01a1fc7e-5460-7000-ac82-9abe1f4532e1
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:05:00.000000Z (3 min ago)
    Commit:       52f6e7995f65a039af0d460cad08d615e4e67832

    ~ .balance: 20 → -1

    $ git events bisect acct-7@..3 --where '.balance > 15' --json
    {"stream":"acct-7","version":3,"id":"01a1fc7d-6a00-7000-93cb-9f0c747ea2ea","type":"paid","time":"2026-11-21T05:04:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"balance":20},"commit":"08f9ecd89e618bc965467da2e289a92af222761b","projection":"merge","changes":[{"op":"change","path":"/balance","old":-5,"new":20}],"questions":4,"heldAtFirst":false}

    $ git events bisect acct-7 --where '$event.type == "paid"' --color always
    [33macct-7@3[m  [1mpaid[m
    [2mId:           [m01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    [2mActor:        [mAda <ada@example.org>
    [2mTime:         [m2026-11-21T05:04:00.000000Z (6 min ago)
    [2mCommit:       [m08f9ecd89e618bc965467da2e289a92af222761b

    [36m~ .balance: -5 → 20[m

    $ git events bisect acct-7 --where 'has("last")' --binary
    acct-7@2  drawn
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (8 min ago)
    Commit:       28eb91b521f5472a5a6a6b7b6bfaac24327b00cf

    ~ .balance: 10 → -5
    + .last: {
    +   "by": "Bob"
    + }

    $ git events bisect acct-7 --where 'has("last")' --binary --json | cut -d '"' -f 1-6
    {"stream":"acct-7","version

Where there is none, the answer is no.

    $ git events bisect acct-7 --where '.balance > 100'
    git-events: acct-7: the condition holds after none of its 4 events
    [1]

    $ git events bisect acct-7@3.. --where '.balance > 100'
    git-events: acct-7@3..: the condition does not hold at acct-7@4
    [1]

    $ git events bisect acct-7@..3 --where '.balance < 0' --binary
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    git-events: acct-7@..3: no event made the condition hold
    hint: without --binary, the state after every event is asked
    [1]

    $ git events bisect acct-7 --where '.balance > 100' --json
    {"code":"condition-never-holds","message":"acct-7: the condition holds after none of its 4 events","exit":1,"stream":"acct-7"}
    [1]

    $ git events bisect acct-7@3..3 --where '.balance > 100'
    git-events: 'acct-7@3..3' has no events in it
    hint: A..B are the events after A up to B
    [2]

What held before is said, and is not taken for an answer as long as nothing changes.

    $ git events append acct-9 opened
    acct-9@1  opened  01a1fc8a-3b40-7000-8584-133ac916ab3c  (new stream)

    $ git events append acct-9 drawn --data '{"balance":-3}'
    acct-9@2  drawn  01a1fc8b-25a0-7000-bee5-789041c98ac3

    $ git events bisect acct-9 --where '.balance < 0'
    git-events: note: the condition held at acct-9@0 already: in jq, what is missing is null, and less than any number
    acct-9@2  drawn
    Id:           01a1fc8b-25a0-7000-bee5-789041c98ac3
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:19:00.000000Z (1 min ago)
    Commit:       7a347bdfdb804f8617eb7bf6d804e21f1f841823

    + .balance: -3

    $ git events bisect acct-9 --where '.balance < 0' --binary
    git-events: note: the condition held at acct-9@0 already: in jq, what is missing is null, and less than any number
    acct-9@2  drawn
    Id:           01a1fc8b-25a0-7000-bee5-789041c98ac3
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:19:00.000000Z (2 min ago)
    Commit:       7a347bdfdb804f8617eb7bf6d804e21f1f841823

    + .balance: -3

    $ git events bisect acct-9@..1 --where '.balance < 0'
    git-events: note: the condition held at acct-9@0 already: in jq, what is missing is null, and less than any number
    git-events: acct-9@..1: no event made the condition hold
    [1]

    $ git events bisect acct-7@2.. --where '.last.by == "Bob"'
    git-events: note: the condition held at acct-7@2 already
    acct-7@3  paid
    Id:           01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:04:00.000000Z (19 min ago)
    Commit:       08f9ecd89e618bc965467da2e289a92af222761b

    ~ .balance: -5 → 20

    $ git events bisect acct-7@0.. --where '.last == null' --binary
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    git-events: acct-7@0..: no event made the condition hold
    hint: without --binary, the state after every event is asked
    [1]

A condition that is none is refused.

    $ git events bisect acct-7 --where '.balance <'
    git-events: the condition cannot be compiled, line 1: the program ends where it should go on
    hint: its input is the state, $event is the event; it holds unless it yields false or null
    [2]

    $ git events bisect acct-7 --where '.balance[0]'
    git-events: the condition failed at acct-7@1 (opened): Cannot index number with number
    hint: a ? takes what may be missing: any(.items[]?; .qty > 9)
    [2]

    $ git events bisect acct-7 --where '.balance[0]' --json
    {"code":"program-failed","message":"the condition failed at acct-7@1 (opened): Cannot index number with number","hint":"a ? takes what may be missing: any(.items[]?; .qty > 9)","exit":2,"stream":"acct-7","version":1}
    [2]

    $ git events bisect acct-7 --where '.balance, .last'
    git-events: the condition yielded several values at acct-7@1 (opened)
    hint: it must yield one value: any(.items[]?; .qty > 9)
    [2]

    $ git events bisect acct-7 --where 'def f: f; f' --timeout 0.2
    git-events: the condition was stopped after 0.2 seconds
    hint: it may loop for ever; --timeout sets how long it may take
    [2]

    $ git events bisect acct-7
    git-events: missing expected argument '--where <jq>'
    hint: git events bisect -h shows how it is used
    [2]

    $ git events bisect acct-8 --where true
    git-events: there is no stream 'acct-8'
    hint: did you mean acct-7, acct-9?
    [4]

What is left out changes nothing.

    $ git events annotate acct-7@2 --skip -m 'not theirs'
    _store@2  event.skipped  acct-7@2

    $ git events bisect acct-7 --where '.balance < 0'
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    git-events: note: acct-7@2 is left out: not theirs (Ada); --with-skipped takes it into account
    acct-7@4  drawn
    Id:           01a1fc7e-5460-7000-ac82-9abe1f4532e1
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:05:00.000000Z (28 min ago)
    Commit:       52f6e7995f65a039af0d460cad08d615e4e67832

    ~ .balance: 20 → -1

    $ git events bisect acct-7 --where '.balance < 0' --with-skipped --projection merge
    git-events: note: the condition held at acct-7@0 already: in jq, what is missing is null, and less than any number
    acct-7@2  drawn
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (31 min ago)
    Commit:       28eb91b521f5472a5a6a6b7b6bfaac24327b00cf
    Left out:     not theirs (Ada, 2 min ago)

    ~ .balance: 10 → -5
    + .last: {
    +   "by": "Bob"
    + }
