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

    $ git events show user@home.org@1
    user@home.org@1  joined
    Id:           first
    Actor:        Ada <ada@example.org>
    Time:         2026-11-21T05:02:00.000000Z (3 min ago)
    Commit:       3aa3503bcb18d57fb1d249264346b1a8a215091a

        {
          "n": 1
        }

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
