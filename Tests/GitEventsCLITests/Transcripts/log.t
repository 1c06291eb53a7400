A log is read by people, newest first.

    $ git events init shop
    Made a git repository with an event store in /tmp/x/work/shop/.git

    $ git events -C shop append order-1 order.placed --data '{"total":10}' --correlation req-1
    order-1@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)

    $ git events -C shop append order-2 order.placed --data '{"total":20}' --metadata '{"ip":"::1"}' --occurred 2026-11-20T23:10:00.5+01:00
    order-2@1  order.placed  01a1fc7c-7fa0-7000-9b39-896a51a8749b  (new stream)

    $ git events -C shop append order-1 order.paid --actor Bob --schema 2
    order-1@2  order.paid  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea

    $ git events -C shop log
    order-1@2  order.paid
    Id:           01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:04:00.000000Z (1 min ago)
    Schema:       2
    Position:     4
    Commit:       ae92fba04050741feac054a4751650c96548b731

    order-2@1  order.placed
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (2 min ago)
    Occurred:     2026-11-20T22:10:00.5Z
    Position:     3
    Commit:       db58f18490890819eff80bf50cc6e4cbcf51176a

    order-1@1  order.placed
    Id:           01a1fc7b-9540-7000-b88b-b8a8724c81ec
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:02:00.000000Z (3 min ago)
    Correlation:  req-1
    Position:     2
    Commit:       35bbd77dee1b163aaaa4b2583842ba12133ac279

    $ git events -C shop log --oneline
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob
    db58f18490  2026-11-21T05:03:00Z  order-2@1  order.placed  Ada
    35bbd77dee  2026-11-21T05:02:00Z  order-1@1  order.placed  Ada

    $ git events -C shop log order-1 --reverse --oneline
    35bbd77dee  2026-11-21T05:02:00Z  order-1@1  order.placed  Ada
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log order-2 -p
    order-2@1  order.placed
    Id:           01a1fc7c-7fa0-7000-9b39-896a51a8749b
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (5 min ago)
    Occurred:     2026-11-20T22:10:00.5Z
    Commit:       db58f18490890819eff80bf50cc6e4cbcf51176a

        {
          "total": 20
        }

    Metadata:
        {
          "ip": "::1"
        }

    $ git events -C shop list --last 1
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log order-1 --json
    {"stream":"order-1","version":2,"id":"01a1fc7d-6a00-7000-93cb-9f0c747ea2ea","type":"order.paid","time":"2026-11-21T05:04:00.000000Z","actor":"Bob","recorder":"Ada <ada@example.org>","schema":2,"data":{},"commit":"ae92fba04050741feac054a4751650c96548b731"}
    {"stream":"order-1","version":1,"id":"01a1fc7b-9540-7000-b88b-b8a8724c81ec","type":"order.placed","time":"2026-11-21T05:02:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","correlation":"req-1","data":{"total":10},"commit":"35bbd77dee1b163aaaa4b2583842ba12133ac279"}

    $ git events -C shop log --type '*.paid' --oneline
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log --actor bob --oneline
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log --since '{3 minutes ago}' --oneline

    $ git events -C shop log --until 2026-11-21T05:03:00Z --oneline
    35bbd77dee  2026-11-21T05:02:00Z  order-1@1  order.placed  Ada

    $ git events -C shop log -n 2 --reverse --oneline
    db58f18490  2026-11-21T05:03:00Z  order-2@1  order.placed  Ada
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log order-1@1.. --oneline
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob

    $ git events -C shop log order-1@..~1 --oneline
    35bbd77dee  2026-11-21T05:02:00Z  order-1@1  order.placed  Ada

    $ git events -C shop log --json | head -1 | cut -c 1-50
    {"stream":"order-1","version":2,"id":"01a1fc7d-6a0

What is not there is not found, and near names are offered.

    $ git events -C shop log order-3
    git-events: there is no stream 'order-3'
    hint: did you mean order-1, order-2?
    [4]

    $ git events -C shop log nothing
    git-events: there is no stream 'nothing'
    hint: git events streams lists the streams
    [4]

    $ git events -C shop log --since tomorrow
    git-events: 'tomorrow' is not a time
    hint: write 2026-11-21T05:00:00Z, 2026-11-21, {yesterday} or {2 hours ago}
    [2]

    $ git events -C shop log order-1@x
    git-events: '@x' names no moment of order-1
    hint: write @7, @~1, @{2 hours ago}, or for a range @3..7
    [2]

In plain git the stream is a ref.

    $ git -C shop log --format='%an %s' events/order-1
    Bob order.paid
    Ada order.placed

    $ git -C shop fsck --strict
    notice: HEAD points to an unborn branch (master)

What projections leave out is marked, and notes are shown; the JSON is that of the event.

    $ git events -C shop annotate order-1@2 --skip -m 'not paid at all' --actor Bob
    _store@2  event.skipped  order-1@2

    $ git events -C shop annotate order-1@1 -m 'see ticket 88'
    _store@3  event.annotated  order-1@1

    $ git events -C shop log order-1
    order-1@2  order.paid
    Id:           01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    Actor:        Bob
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:04:00.000000Z (23 min ago)
    Schema:       2
    Commit:       ae92fba04050741feac054a4751650c96548b731
    Left out:     not paid at all (Bob, 2 min ago)

    order-1@1  order.placed
    Id:           01a1fc7b-9540-7000-b88b-b8a8724c81ec
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:02:00.000000Z (25 min ago)
    Correlation:  req-1
    Commit:       35bbd77dee1b163aaaa4b2583842ba12133ac279
    Note:         see ticket 88 (Ada, 1 min ago)

    $ git events -C shop list
    ae92fba040  2026-11-21T05:04:00Z  order-1@2  order.paid  Bob [left out]
    db58f18490  2026-11-21T05:03:00Z  order-2@1  order.placed  Ada
    35bbd77dee  2026-11-21T05:02:00Z  order-1@1  order.placed  Ada

    $ git events -C shop log order-1@1.. --json
    {"stream":"order-1","version":2,"id":"01a1fc7d-6a00-7000-93cb-9f0c747ea2ea","type":"order.paid","time":"2026-11-21T05:04:00.000000Z","actor":"Bob","recorder":"Ada <ada@example.org>","schema":2,"data":{},"commit":"ae92fba04050741feac054a4751650c96548b731"}
