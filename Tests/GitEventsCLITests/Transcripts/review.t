People approve or reject events, or say something about them; a review is a git note, and no event changes.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git events append order-42 order.placed -F total=12.50
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-42 order.paid
    order-42@2  order.paid  01a1fc7c-7fa0-7000-9b39-896a51a8749b
    $ git events append order-42 order.shipped
    order-42@3  order.shipped  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    $ git events append order-43 order.placed
    order-43@1  order.placed  01a1fc7e-5460-7000-ac82-9abe1f4532e1  (new stream)
    $ git events review status
    order-42  3 of 3 events, the oldest @1 4 min ago
    order-43  1 of 1 event, the oldest @1 1 min ago
    not reviewed: 4 of 4 events, in 2 streams
    $ git events review approve order-42@..2 -m 'checked against the invoice'
    order-42@0..2  approved  2 events
    $ git events review approve order-42@..2 -m 'checked against the invoice'
    order-42@0..2  approved  0 events  (2 already)
    $ git events review reject order-42@2 -m 'the amount is wrong' --actor 'Bob <bob@example.org>'
    order-42@2  rejected  1 event
    $ git events review comment order-43@1 -m 'who ordered this?' --json
    {"stream":"order-43","firstVersion":1,"lastVersion":1,"verdict":"commented","reviewer":"Ada <ada@example.org>","time":"2026-11-21T05:10:00.000000Z","added":1,"skipped":0}

Log and show tell of them, and so does plain git.

    $ git events list
    a08527a36e  2026-11-21T05:05:00Z  order-43@1  order.placed  Ada
    c754b21557  2026-11-21T05:04:00Z  order-42@3  order.shipped  Ada
    c87bfaff8a  2026-11-21T05:03:00Z  order-42@2  order.paid  Ada [approved] [rejected]
    60457876a2  2026-11-21T05:02:00Z  order-42@1  order.placed  Ada [approved]
    $ git events log order-42@1..2
    order-42@2  order.paid
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (9 min ago)
    Commit:       c87bfaff8a7a45d10e0f70050135e589208f5546
    Review:       approved by Ada, 5 min ago: checked against the invoice
    Review:       rejected by Bob, 3 min ago: the amount is wrong
    $ git events show order-42@2 --no-effect
    order-42@2  order.paid
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (10 min ago)
    Commit:       c87bfaff8a7a45d10e0f70050135e589208f5546
    Review:       approved by Ada, 6 min ago: checked against the invoice
    Review:       rejected by Bob, 4 min ago: the amount is wrong

        {}
    $ git log --notes=events --format='%s%n%N--' events/order-42
    order.shipped
    --
    order.paid
    Approved-by: Ada <ada@example.org> 2026-11-21T05:07:00.000000Z
        checked against the invoice

    Rejected-by: Bob <bob@example.org> 2026-11-21T05:09:00.000000Z
        the amount is wrong
    --
    order.placed
    Approved-by: Ada <ada@example.org> 2026-11-21T05:07:00.000000Z
        checked against the invoice
    --
    $ git notes --ref events show events/order-43
    Commented-by: Ada <ada@example.org> 2026-11-21T05:10:00.000000Z
        who ordered this?

Notes that people write with plain git stay as they are, and are shown.

    $ git -c user.name=Eve -c user.email=eve@example.org notes --ref events append -m 'call the customer' events/order-43
    $ git events review approve order-43@1 -m 'Eve did'
    order-43@1  approved  1 event
    $ git notes --ref events show events/order-43
    Commented-by: Ada <ada@example.org> 2026-11-21T05:10:00.000000Z
        who ordered this?

    call the customer

    Approved-by: Ada <ada@example.org> 2026-11-21T05:17:00.000000Z
        Eve did
    $ git events log order-43
    order-43@1  order.placed
    Id:           01a1fc7e-5460-7000-ac82-9abe1f4532e1
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:05:00.000000Z (14 min ago)
    Commit:       a08527a36eb4c87587d88f0ca0965fa5615101b6
    Review:       commented by Ada, 9 min ago: who ordered this?
    Review:       approved by Ada, 2 min ago: Eve did
    Git note:     call the customer

What nobody has decided about, or not Bob, with counts and ages.

    $ git events review status
    order-42  1 of 3 events, the oldest @3 16 min ago, 1 rejected
    not reviewed: 1 of 4 events, in 1 stream
    $ git events review status bob@example.org
    order-42  2 of 3 events, the oldest @1 19 min ago, 1 rejected
    order-43  1 of 1 event, the oldest @1 16 min ago
    not reviewed by bob@example.org: 3 of 4 events, in 2 streams
    $ git events review status Bob --json
    {"stream":"order-42","events":3,"unreviewed":2,"rejected":1,"oldestVersion":1,"oldestTime":"2026-11-21T05:02:00.000000Z"}
    {"stream":"order-43","events":1,"unreviewed":1,"rejected":0,"oldestVersion":1,"oldestTime":"2026-11-21T05:05:00.000000Z"}
    $ git events review status --older-than '{1 day ago}' --exit-code
    there are no events to review
    $ git events review status --exit-code
    order-42  1 of 3 events, the oldest @3 20 min ago, 1 rejected
    not reviewed: 1 of 4 events, in 1 stream
    [1]
    $ git events review approve order-42@2..3 -m fine
    order-42@3  approved  1 event
    $ git events review status --exit-code
    every event is reviewed: 4
    $ git log --format=%s refs/notes/events
    approved: order-42@3
    approved: order-43@1
    Notes added by 'git notes append'
    commented: order-43@1
    rejected: order-42@2
    approved: order-42@0..2

What cannot be reviewed is refused.

    $ git events review approve order-42 -m fine
    git-events: 'order-42' is a stream: say up to which of its events you have reviewed it
    hint: git events review … order-42@..3 -m …
    [2]
    $ git events review approve order-42@0 -m fine
    git-events: order-42@0 is the empty state: there is no event to review
    hint: order-42@1 is its first event
    [4]
    $ git events review approve order-42@2..2 -m fine
    git-events: there are no events in 'order-42@2..2'
    [4]
    $ git events review approve order-42@3..7 -m fine
    git-events: order-42 is at version 3: there is no order-42@7
    hint: git events log order-42 lists its events
    [4]
    $ git events review approve nobody@..2 -m fine
    git-events: there is no stream 'nobody'
    hint: git events streams lists the streams
    [4]
    $ git events review approve order-42@1 -m ' '
    git-events: a review says something: its text is empty
    [2]
    $ git events review approve order-42@1
    git-events: missing expected argument '--message <text>'
    hint: git events review -h shows how it is used
    [2]
    $ git events review status --older-than soon
    git-events: 'soon' is not a time
    hint: write 2026-11-21T05:00:00Z, 2026-11-21, {yesterday} or {2 hours ago}
    [2]

Where the notes cannot be read, events still are.

    $ git update-ref refs/notes/events events/order-42:data.json
    $ git events list order-42
    git-events: warning: reviews are not shown: refs/notes/events does not lead to notes: 0967ef424bce6791893e9a57bb952f80fd536e93 is no sound commit
    c754b21557  2026-11-21T05:04:00Z  order-42@3  order.shipped  Ada
    c87bfaff8a  2026-11-21T05:03:00Z  order-42@2  order.paid  Ada
    60457876a2  2026-11-21T05:02:00Z  order-42@1  order.placed  Ada
    $ git events review approve order-42@1 -m fine
    git-events: refs/notes/events does not lead to notes: 0967ef424bce6791893e9a57bb952f80fd536e93 is no sound commit
    hint: no event depends on it: `git log refs/notes/events` shows its history
    [5]
