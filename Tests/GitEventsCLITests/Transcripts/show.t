One event is named by its stream, a point of it, its id, or its commit.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ git events append user@home.org joined --data '{"n":1}' --id first
    user@home.org@1  joined  first  (new stream)

    $ git events append user@home.org left --data '{"n":2}'
    user@home.org@2  left  01a1fc7c-7fa0-7000-b88b-b8a8724c81ec

    $ git events show user@home.org
    user@home.org@2  left
    Id:           01a1fc7c-7fa0-7000-b88b-b8a8724c81ec
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (1 min ago)
    Commit:       e38bdddb7aa45864b98ca4c4cd770f79bdbdb22a

        {
          "n": 2
        }

    Effect:
        ~ .n: 1 → 2

    $ git events show user@home.org@1
    user@home.org@1  joined
    Id:           first
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:02:00.000000Z (3 min ago)
    Commit:       3aa3503bcb18d57fb1d249264346b1a8a215091a

        {
          "n": 1
        }

    Effect:
        + .n: 1

    $ git events show user@home.org@~1 --json
    {"stream":"user@home.org","version":1,"id":"first","type":"joined","time":"2026-11-21T05:02:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"n":1},"commit":"3aa3503bcb18d57fb1d249264346b1a8a215091a"}

    $ git events show 'user@home.org@{1 minute ago}' --json | cut -c 1-40
    {"stream":"user@home.org","version":2,"i

    $ git events show first --json | cut -c 1-40
    {"stream":"user@home.org","version":1,"i

    $ git events show id:first --json | cut -c 1-40
    {"stream":"user@home.org","version":1,"i

    $ git events show $(git rev-parse --short events/user%40home.org) --json | cut -c 1-40
    {"stream":"user@home.org","version":2,"i

    $ git events show user@home.org@0
    git-events: user@home.org@0 is the empty state: there is no event to show
    hint: user@home.org@1 is its first event
    [4]

    $ git events show user@home.org@3
    git-events: user@home.org is at version 2: there is no user@home.org@3
    hint: git events log user@home.org lists its events
    [4]

    $ git events show commit:0000
    git-events: there is no event 'commit:0000'
    hint: name it as STREAM@VERSION, by its id, or by its commit; git events list shows all three
    [4]

    $ git events show id:nope
    git-events: there is no event 'id:nope'
    hint: name it as STREAM@VERSION, by its id, or by its commit; git events list shows all three
    [4]

Control characters of stored text are shown, not obeyed.

    $ printf '{"stream":"esc-1","type":"t","data":"\\u001b[31m\\u202e\\u0007","actor":"A\\u202eB"}' | git events append --batch
    esc-1@1  t  01a1fc87-7c20-7000-9b39-896a51a8749b  (new stream)

    $ git events show esc-1
    esc-1@1  t
    Id:           01a1fc87-7c20-7000-9b39-896a51a8749b
    Actor:        A\u{202e}B
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:15:00.000000Z (1 min ago)
    Commit:       e0a2a7bed6918450aedf90b81190e45ce9078ea1

        "\u001b[31m\u{202e}\u0007"

    Effect:
        ~ .: {} → "\u001b[31m\u202e\u0007"

What an event changed in the state stands below it.

    $ git events append user@home.org moved --data '{"n":3,"address":{"city":"Bern"}}'
    user@home.org@3  moved  01a1fc89-50e0-7000-93cb-9f0c747ea2ea

    $ git events show user@home.org
    user@home.org@3  moved
    Id:           01a1fc89-50e0-7000-93cb-9f0c747ea2ea
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:17:00.000000Z (1 min ago)
    Commit:       37f47eb2bb0424169632d0f8cc9e1dff3d517da2

        {
          "address": {
            "city": "Bern"
          },
          "n": 3
        }

    Effect:
        + .address: {
        +   "city": "Bern"
        + }
        ~ .n: 2 → 3

    $ git events show user@home.org --no-effect
    user@home.org@3  moved
    Id:           01a1fc89-50e0-7000-93cb-9f0c747ea2ea
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:17:00.000000Z (2 min ago)
    Commit:       37f47eb2bb0424169632d0f8cc9e1dff3d517da2

        {
          "address": {
            "city": "Bern"
          },
          "n": 3
        }

    $ git events show user@home.org --json --effect
    {"stream":"user@home.org","version":3,"id":"01a1fc89-50e0-7000-93cb-9f0c747ea2ea","type":"moved","time":"2026-11-21T05:17:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"address":{"city":"Bern"},"n":3},"commit":"37f47eb2bb0424169632d0f8cc9e1dff3d517da2","projection":"merge","effect":[{"op":"add","path":"/address","new":{"city":"Bern"}},{"op":"change","path":"/n","old":2,"new":3}]}

    $ git events show user@home.org --json --projection merge --no-effect
    {"stream":"user@home.org","version":3,"id":"01a1fc89-50e0-7000-93cb-9f0c747ea2ea","type":"moved","time":"2026-11-21T05:17:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"address":{"city":"Bern"},"n":3},"commit":"37f47eb2bb0424169632d0f8cc9e1dff3d517da2"}

    $ git events show user@home.org --projection nope
    git-events: there is no projection 'nope'
    hint: git events projection list shows them; a program in a file is named as FILE.jq
    [4]

    $ git events show _store@1
    _store@1  store.created
    Id:           01a1fc7a-aae0-7004-86c4-5d188009454f
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:01:00.000001Z (21 min ago)
    Commit:       f9e38159c8bc799e3366052a83bd293e541e24ad

        {
          "format": 1,
          "id": "01a1fc7a-aae0-7000-a220-a8397b1dcdaf"
        }

Only so much of it.

    $ git events append long-1 t --data '{"list":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40]}'
    long-1@1  t  01a1fc8f-b980-7000-ac82-9abe1f4532e1  (new stream)

    $ git events show long-1 | tail -5
        +   36,
        +   37,
        +   38,
        +   39,
        … and 2 more lines: git events diff long-1@1 shows all

An event is shown also where its effect cannot be known.

    $ printf 'error("no")' > broken.jq

    $ git events show user@home.org --projection broken.jq
    user@home.org@3  moved
    git-events: warning: the effect of user@home.org@3 is not shown: the program of broken failed at user@home.org@1 (joined): no
    Id:           01a1fc89-50e0-7000-93cb-9f0c747ea2ea
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:17:00.000000Z (10 min ago)
    Commit:       37f47eb2bb0424169632d0f8cc9e1dff3d517da2

        {
          "address": {
            "city": "Bern"
          },
          "n": 3
        }

    $ git events show user@home.org --projection broken.jq --json
    git-events: warning: the effect of user@home.org@3 is not shown: the program of broken failed at user@home.org@1 (joined): no
    {"stream":"user@home.org","version":3,"id":"01a1fc89-50e0-7000-93cb-9f0c747ea2ea","type":"moved","time":"2026-11-21T05:17:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"address":{"city":"Bern"},"n":3},"commit":"37f47eb2bb0424169632d0f8cc9e1dff3d517da2"}

Notes are shown, and what is left out is marked.

    $ git events annotate user@home.org@2 --skip -m 'recorded twice'
    _store@2  event.skipped  user@home.org@2

    $ git events annotate user@home.org@2 -m 'see ticket 88'
    _store@3  event.annotated  user@home.org@2

    $ git events show user@home.org@2
    user@home.org@2  left
    Id:           01a1fc7c-7fa0-7000-b88b-b8a8724c81ec
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (28 min ago)
    Commit:       e38bdddb7aa45864b98ca4c4cd770f79bdbdb22a
    Left out:     recorded twice (Ada, 2 min ago)
    Note:         see ticket 88 (Ada, 1 min ago)

        {
          "n": 2
        }

    Effect:
        none

    $ git events show user@home.org@2 --with-skipped
    user@home.org@2  left
    Id:           01a1fc7c-7fa0-7000-b88b-b8a8724c81ec
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:03:00.000000Z (29 min ago)
    Commit:       e38bdddb7aa45864b98ca4c4cd770f79bdbdb22a
    Left out:     recorded twice (Ada, 3 min ago)
    Note:         see ticket 88 (Ada, 2 min ago)

        {
          "n": 2
        }

    Effect:
        ~ .n: 1 → 2

    $ git events show user@home.org@2 --json
    {"stream":"user@home.org","version":2,"id":"01a1fc7c-7fa0-7000-b88b-b8a8724c81ec","type":"left","time":"2026-11-21T05:03:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"n":2},"commit":"e38bdddb7aa45864b98ca4c4cd770f79bdbdb22a"}
