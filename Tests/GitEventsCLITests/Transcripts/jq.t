With --jq, a verb reports what the expression yields for each object that --json would print: strings as they are, everything else as compact JSON.

    $ git events init --jq .created
    true

    $ git events append order-1 order.placed --data '{"total": 12.50, "note": "two\nlines"}' --jq '.version, .newStream'
    1
    true

    $ git events append order-2 order.placed --data '{"total": 7}' --jq '"\(.stream)@\(.version)"'
    order-2@1

    $ git events append order-2 order.paid --jq empty

    $ git events log --jq '[.stream, .type]'
    ["order-2","order.paid"]
    ["order-2","order.placed"]
    ["order-1","order.placed"]

    $ git events log --type order.placed --jq 'select(.data.total > 10) | .data'
    {"note":"two\nlines","total":12.5}

    $ git events show order-1 --jq .data.note
    two
    lines

    $ git events streams --json --jq '{(.stream): .version}'
    {"order-1":1}
    {"order-2":2}

    $ git events list --jq 'del(.data)' --reverse > shaped.jsonl

    $ git events list --json --reverse | jq -c 'del(.data)' | cmp - shaped.jsonl && echo the same
    the same

    $ git events recover --jq .

    $ printf '%s\n' '{"stream":"a-1","type":"made"}' | git events import - --source x --jq .added
    1

It sees that object and nothing else; the environment and files are not there.

    $ git events show order-1 --jq '$ENV, env'
    {}
    {}

    $ git events show order-1 --jq input
    {"code":"invalid-input","message":"--jq: input is not available: a program here sees its input and $event only","hint":"only the report is cut short: what a verb records is recorded by then","exit":2}
    [2]

An expression that is none is refused before anything is done; errors are one JSON object.

    $ git events append order-3 order.placed --jq '.a |'
    {"code":"invalid-input","message":"--jq, line 1: the program ends where it should go on","exit":2,"line":1}
    [2]

    $ git events append order-3 order.placed --jq 'foo' --json
    {"code":"invalid-input","message":"--jq, line 1: foo/0 is not defined","exit":2,"line":1}
    [2]

    $ git events streams --jq '(.stream'
    {"code":"invalid-input","message":"--jq, line 1: '(' is not closed","exit":2,"line":1}
    [2]

    $ git events append order-4 order.placed --jq '.version.x'
    {"code":"invalid-input","message":"--jq: Cannot index number with string \"x\"","hint":"only the report is cut short: what a verb records is recorded by then","exit":2}
    [2]

    $ git events streams --jq '.stream'
    a-1
    order-1
    order-2
    order-4

    $ git events log nowhere --jq .type
    {"code":"stream-not-found","message":"there is no stream 'nowhere'","hint":"git events streams lists the streams","exit":4,"stream":"nowhere"}
    [4]

    $ git fsck --strict
    notice: HEAD points to an unborn branch (master)
