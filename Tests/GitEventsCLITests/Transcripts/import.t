Rows without an id get one that follows from them, so that importing again adds nothing.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ printf '%s\n' '{"stream":"a-1","type":"made","data":{"x":1,"y":2}}' '{"stream":"a-1","type":"made","data":{"y":2,"x":1}}' '' '{"stream":"a-2","type":"made","time":"2020-01-01T00:00:00Z"}' > rows.jsonl

    $ git events import rows.jsonl
    added 3, skipped 0

    $ git events import rows.jsonl
    added 0, skipped 3

    $ git events import rows.jsonl --json
    {"added":0,"skipped":3}

    $ git events import - --source rows.jsonl < rows.jsonl
    added 0, skipped 3

    $ git events log a-2 --json
    {"stream":"a-2","version":1,"id":"1a26827f-d801-8ec5-a8bb-6f6760835cef","type":"made","time":"2026-11-21T05:03:00.000002Z","occurred":"2020-01-01T00:00:00Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{},"commit":"4c1f36f0e0c05da43cba7275894837f3156633fd"}

    $ git events import - < rows.jsonl
    added 0, skipped 0
    git-events: a row without an id needs the name of its source
    hint: name the input with --source NAME, or give every row a new id with --new-ids
    [2]

A bad row is named; what stands before it is kept.

    $ printf '%s\n' '{"stream":"b-1","type":"made"}' '{"stream":"b-1","type":"made","typ":1}' '{"stream":"b-1","type":"made"}' > bad.jsonl

    $ git events import bad.jsonl
    added 1, skipped 0
    git-events: bad.jsonl:2, byte 30: unknown field "typ"
    [2]

    $ git events import bad.jsonl --json
    {"added":0,"skipped":1}
    {"code":"invalid-input","message":"bad.jsonl:2, byte 30: unknown field \"typ\"","exit":2,"file":"bad.jsonl","line":2,"offset":30}
    [2]

With --atomic nothing is.

    $ printf '%s\n' '{"stream":"c-1","type":"made"}' '{"stream":"c-1"' > half.jsonl

    $ git events import --atomic half.jsonl
    added 0, skipped 0
    git-events: half.jsonl:2, byte 15: unexpected end of the text
    [2]

    $ git events streams
    a-1@2  made  2026-11-21T05:03:00Z
    a-2@1  made  2026-11-21T05:03:00Z
    b-1@1  made  2026-11-21T05:10:00Z

A row that names the version after it is an expectation.

    $ printf '%s\n' '{"stream":"d-1","type":"made","version":1}' '{"stream":"d-1","type":"made","version":3}' > gap.jsonl

    $ git events import gap.jsonl
    added 1, skipped 0
    git-events: gap.jsonl:2: d-1 is at version 1, not 2
    [3]

A store goes through `log --json` into another one, and keeps its times there.

    $ git events log --reverse --json > all.jsonl

    $ git events init copy
    Made a git repository with an event store in /tmp/x/work/copy/.git

    $ git events -C copy import ../all.jsonl --keep-times
    added 5, skipped 0

    $ git -C copy log --oneline events/a-1 | wc -l
    2

    $ git events -C copy log --reverse --json | cmp - all.jsonl && echo the same bytes
    the same bytes

    $ git events import nowhere.jsonl
    git-events: cannot read '/tmp/x/work/nowhere.jsonl': No such file or directory
    [2]

    $ git fsck --strict
    notice: HEAD points to an unborn branch (master)
