Rows without an id get one that follows from them, so that importing again adds nothing.

    $ git events init

    $ printf '%s\n' '{"stream":"a-1","type":"made","data":{"x":1,"y":2}}' '{"stream":"a-1","type":"made","data":{"y":2,"x":1}}' '' '{"stream":"a-2","type":"made","time":"2020-01-01T00:00:00Z"}' > rows.jsonl

    $ git events import rows.jsonl

    $ git events import rows.jsonl

    $ git events import rows.jsonl --json

    $ git events import - --source rows.jsonl < rows.jsonl

    $ git events log a-2 --json

    $ git events import - < rows.jsonl

A bad row is named; what stands before it is kept.

    $ printf '%s\n' '{"stream":"b-1","type":"made"}' '{"stream":"b-1","type":"made","typ":1}' '{"stream":"b-1","type":"made"}' > bad.jsonl

    $ git events import bad.jsonl

    $ git events import bad.jsonl --json

With --atomic nothing is.

    $ printf '%s\n' '{"stream":"c-1","type":"made"}' '{"stream":"c-1"' > half.jsonl

    $ git events import --atomic half.jsonl

    $ git events streams

A row that names the version after it is an expectation.

    $ printf '%s\n' '{"stream":"d-1","type":"made","version":1}' '{"stream":"d-1","type":"made","version":3}' > gap.jsonl

    $ git events import gap.jsonl

A store goes through `log --json` into another one, and keeps its times there.

    $ git events log --reverse --json > all.jsonl

    $ git events init copy

    $ git events -C copy import all.jsonl --keep-times

    $ git events log --oneline | cut -c 13- > one; git -C copy log --oneline -1 events/a-1 | wc -l

    $ git events -C copy log --reverse --json | cmp - all.jsonl && echo same

    $ git events import nowhere.jsonl

    $ git fsck --strict
