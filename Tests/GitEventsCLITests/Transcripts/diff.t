What is different between two states, by which events, and who caused them.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ git events append order-42 order.placed --data '{"total":12.50,"items":[{"id":7,"qty":1},{"id":8,"qty":2}],"draft":{"by":"ada"}}'
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)

    $ git events append order-42 order.changed --data '{"total":10.00,"items":[{"id":8,"qty":2},{"id":7,"qty":3},{"id":9,"qty":1}],"draft":null,"odd name":{"a/b":[]}}' --actor 'Bob <bob@example.org>'
    order-42@2  order.changed  01a1fc7c-7fa0-7000-9b39-896a51a8749b

    $ git events append order-42 order.paid --data '{"paid":true}' --metadata '{"ip":"::1"}' --id paid-1
    order-42@3  order.paid  paid-1

    $ git events append order-43 order.placed --data '{"total":12.5,"items":[]}' --metadata '{"ip":"::2"}'
    order-43@1  order.placed  01a1fc7e-5460-7000-93cb-9f0c747ea2ea  (new stream)

A stream is its newest event, a point the event that led there.

    $ git events diff order-42
    order-42@2..3  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    + .paid: true

    $ git events diff order-42@2
    order-42@1..2  projection merge

      order-42@2  order.changed  Bob  2026-11-21T05:03:00Z

    - .draft: {
    -   "by": "ada"
    - }
    > .items[id=8]: moved from [1] to [0]
    ~ .items[id=7].qty: 1 → 3
    + .items[id=9]: {
    +   "id": 9,
    +   "qty": 1
    + }
    + .["odd name"]: {
    +   "a/b": []
    + }
    ~ .total: 12.50 → 10.00

    $ git events diff paid-1
    order-42@2..3  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    + .paid: true

    $ git events diff order-42@1
    order-42@0..1  projection merge

      order-42@1  order.placed  Ada  2026-11-21T05:02:00Z

    + .draft: {
    +   "by": "ada"
    + }
    + .items: [
    +   {
    +     "id": 7,
    +     "qty": 1
    +   },
    +   {
    +     "id": 8,
    +     "qty": 2
    +   }
    + ]
    + .total: 12.50

    $ git events diff order-42@0
    git-events: order-42@0 is the empty state: no event made it
    hint: order-42@1 is its first event
    [4]

A range is two states; its ends may be left out.

    $ git events diff order-42@1..3
    order-42@1..3  projection merge

      order-42@2  order.changed  Bob  2026-11-21T05:03:00Z
      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    - .draft: {
    -   "by": "ada"
    - }
    > .items[id=8]: moved from [1] to [0]
    ~ .items[id=7].qty: 1 → 3
    + .items[id=9]: {
    +   "id": 9,
    +   "qty": 1
    + }
    + .["odd name"]: {
    +   "a/b": []
    + }
    + .paid: true
    ~ .total: 12.50 → 10.00

    $ git events diff order-42@2.. --stat
    order-42@2..3  projection merge
     .paid | 1 added
    1 added

    $ git events diff 'order-42@..{1 hour ago}' --stat
    order-42@0..0  projection merge
    no difference

    $ git events diff order-42@3..3
    order-42@3..3  projection merge

    no difference

    $ git events diff order-42@1..9
    git-events: order-42 is at version 3: there is no order-42@9
    hint: git events log order-42 lists its events
    [4]

    $ git events diff order-42@x..9
    git-events: '@x..9' names no moment of order-42
    hint: write @7, @~1, @{2 hours ago}, or for a range @3..7
    [2]

Two moments may be in any order, and of two streams.

    $ git events diff order-42@3 order-42@2
    order-42@3..2  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    - .paid: true

    $ git events diff order-42 order-43
    order-42@3 order-43@1  projection merge

    - .items[id=8]: {
    -   "id": 8,
    -   "qty": 2
    - }
    - .items[id=7]: {
    -   "id": 7,
    -   "qty": 3
    - }
    - .items[id=9]: {
    -   "id": 9,
    -   "qty": 1
    - }
    - .["odd name"]: {
    -   "a/b": []
    - }
    - .paid: true
    ~ .total: 10.00 → 12.5

    $ git events diff order-42@1..3 order-43
    git-events: 'order-42@1..3' is a range: it stands alone
    hint: name two moments, or one range
    [2]

    $ git events diff order-42 order-44
    git-events: no stream, event or commit is called 'order-44'
    hint: did you mean order-42, order-43?
    [4]

    $ git events diff order-42@1 order-42@2 order-42@3
    git-events: diff compares two moments, not more
    hint: git events diff -h shows how it is used
    [2]

For programs.

    $ git events diff order-42@1..3 --json
    {"from":{"stream":"order-42","version":1,"commit":"85af30cabb0f0bb018c306314ffa6df9820e57a4","time":"2026-11-21T05:02:00.000000Z"},"to":{"stream":"order-42","version":3,"commit":"0a9a6eb0bf9f8d980df15a174db4d0de13a08373","time":"2026-11-21T05:04:00.000000Z"},"projection":"merge","definition":"d5f4ebd097920950358b129d7e1a174f21fae45f","events":[{"version":2,"id":"01a1fc7c-7fa0-7000-9b39-896a51a8749b","type":"order.changed","actor":"Bob <bob@example.org>","time":"2026-11-21T05:03:00.000000Z"},{"version":3,"id":"paid-1","type":"order.paid","actor":"Ada <ada@example.org>","time":"2026-11-21T05:04:00.000000Z"}],"changes":[{"op":"remove","path":"/draft","old":{"by":"ada"}},{"op":"move","path":"/items/0","from":"/items/1"},{"op":"change","path":"/items/1/qty","old":1,"new":3},{"op":"add","path":"/items/2","new":{"id":9,"qty":1}},{"op":"add","path":"/odd name","new":{"a/b":[]}},{"op":"add","path":"/paid","new":true},{"op":"change","path":"/total","old":12.50,"new":10.00}],"counts":{"added":3,"removed":1,"changed":2,"moved":1}}

    $ git events diff order-42@3..1 --json
    {"from":{"stream":"order-42","version":3,"commit":"0a9a6eb0bf9f8d980df15a174db4d0de13a08373","time":"2026-11-21T05:04:00.000000Z"},"to":{"stream":"order-42","version":1,"commit":"85af30cabb0f0bb018c306314ffa6df9820e57a4","time":"2026-11-21T05:02:00.000000Z"},"projection":"merge","definition":"d5f4ebd097920950358b129d7e1a174f21fae45f","events":[{"version":3,"id":"paid-1","type":"order.paid","actor":"Ada <ada@example.org>","time":"2026-11-21T05:04:00.000000Z"},{"version":2,"id":"01a1fc7c-7fa0-7000-9b39-896a51a8749b","type":"order.changed","actor":"Bob <bob@example.org>","time":"2026-11-21T05:03:00.000000Z"}],"changes":[{"op":"add","path":"/draft","new":{"by":"ada"}},{"op":"move","path":"/items/0","from":"/items/1"},{"op":"change","path":"/items/0/qty","old":3,"new":1},{"op":"remove","path":"/items/2","old":{"id":9,"qty":1}},{"op":"remove","path":"/odd name","old":{"a/b":[]}},{"op":"remove","path":"/paid","old":true},{"op":"change","path":"/total","old":10.00,"new":12.50}],"counts":{"added":1,"removed":3,"changed":2,"moved":1}}

    $ git events diff order-42@0..3 --stat --json
    {"from":{"stream":"order-42","version":0},"to":{"stream":"order-42","version":3,"commit":"0a9a6eb0bf9f8d980df15a174db4d0de13a08373","time":"2026-11-21T05:04:00.000000Z"},"projection":"merge","definition":"d5f4ebd097920950358b129d7e1a174f21fae45f","events":3,"members":[{"path":"/items","added":1,"removed":0,"changed":0,"moved":0},{"path":"/odd name","added":1,"removed":0,"changed":0,"moved":0},{"path":"/paid","added":1,"removed":0,"changed":0,"moved":0},{"path":"/total","added":1,"removed":0,"changed":0,"moved":0}],"counts":{"added":4,"removed":0,"changed":0,"moved":0}}

    $ git events diff order-42@1..2 --json-patch
    [
      {
        "op": "remove",
        "path": "/draft"
      },
      {
        "from": "/items/1",
        "op": "move",
        "path": "/items/0"
      },
      {
        "op": "add",
        "path": "/items/2",
        "value": {
          "id": 9,
          "qty": 1
        }
      },
      {
        "op": "replace",
        "path": "/items/1/qty",
        "value": 3
      },
      {
        "op": "add",
        "path": "/odd name",
        "value": {
          "a/b": []
        }
      },
      {
        "op": "replace",
        "path": "/total",
        "value": 10.00
      }
    ]

    $ git events diff order-42@1..2 --json-patch --json
    [{"op":"remove","path":"/draft"},{"from":"/items/1","op":"move","path":"/items/0"},{"op":"add","path":"/items/2","value":{"id":9,"qty":1}},{"op":"replace","path":"/items/1/qty","value":3},{"op":"add","path":"/odd name","value":{"a/b":[]}},{"op":"replace","path":"/total","value":10.00}]

    $ git events diff order-42@1..2 --json-patch --jq '.[].path'
    /draft
    /items/0
    /items/2
    /items/1/qty
    /odd name
    /total

    $ git events diff order-42@1..3 --jq '.changes[] | select(.op == "change") | .path'
    /items/1/qty
    /total

    $ git events diff order-42@3..3 --json-patch
    []

Payloads instead of states.

    $ git events diff order-42@1..2 --payload --stat
    git-events: --json-patch, --payload and --stat contradict each other
    hint: git events diff -h shows how it is used
    [2]

    $ git events diff order-42@2..3 --payload
    - order-42@2  order.changed  Bob  2026-11-21T05:03:00Z
    + order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    - .draft: null
    - .items: [
    -   {
    -     "id": 8,
    -     "qty": 2
    -   },
    -   {
    -     "id": 7,
    -     "qty": 3
    -   },
    -   {
    -     "id": 9,
    -     "qty": 1
    -   }
    - ]
    - .["odd name"]: {
    -   "a/b": []
    - }
    + .paid: true
    - .total: 10.00

    Metadata:
    + .ip: "::1"

    $ git events diff order-42@1 order-43 --payload
    - order-42@1  order.placed  Ada  2026-11-21T05:02:00Z
    + order-43@1  order.placed  Ada  2026-11-21T05:05:00Z

    - .draft: {
    -   "by": "ada"
    - }
    - .items[id=7]: {
    -   "id": 7,
    -   "qty": 1
    - }
    - .items[id=8]: {
    -   "id": 8,
    -   "qty": 2
    - }
    ~ .total: 12.50 → 12.5

    Metadata:
    + .ip: "::2"

    $ git events diff order-42@1 order-43 --payload --json
    {"from":{"stream":"order-42","version":1,"id":"01a1fc7b-9540-7000-b88b-b8a8724c81ec","commit":"85af30cabb0f0bb018c306314ffa6df9820e57a4","time":"2026-11-21T05:02:00.000000Z"},"to":{"stream":"order-43","version":1,"id":"01a1fc7e-5460-7000-93cb-9f0c747ea2ea","commit":"c81eb81e126c1573a96438a0b5b3c01889bd91b7","time":"2026-11-21T05:05:00.000000Z"},"changes":[{"op":"remove","path":"/draft","old":{"by":"ada"}},{"op":"remove","path":"/items/0","old":{"id":7,"qty":1}},{"op":"remove","path":"/items/1","old":{"id":8,"qty":2}},{"op":"change","path":"/total","old":12.50,"new":12.5}],"counts":{"added":0,"removed":3,"changed":1,"moved":0},"metadata":{"changes":[{"op":"add","path":"/ip","new":"::2"}],"counts":{"added":1,"removed":0,"changed":0,"moved":0}}}

    $ git events diff order-42@1 --payload
    git-events: order-42@0 is the empty state: it has no payload
    hint: name two events, as order-42@1..2
    [4]

    $ git events diff order-42 --payload --projection merge
    git-events: --payload compares what was recorded: it takes no --projection
    hint: git events diff -h shows how it is used
    [2]

The status says whether there is a difference, where it is asked.

    $ git events diff order-42 --exit-code
    order-42@2..3  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    + .paid: true
    [1]

    $ git events diff order-42@3..3 --exit-code
    order-42@3..3  projection merge

    no difference

    $ git events diff order-42 --exit-code --json | cut -c 1-30
    {"from":{"stream":"order-42","

    $ git events diff order-42@1 order-42@1 --payload --exit-code
    - order-42@1  order.placed  Ada  2026-11-21T05:02:00Z
    + order-42@1  order.placed  Ada  2026-11-21T05:02:00Z

    no difference

What is left out is said.

    $ git events annotate order-42@3 --skip -m 'recorded twice'
    _store@2  event.skipped  order-42@3

    $ git events diff order-42
    git-events: note: order-42@3 is left out: recorded twice (Ada); --with-skipped takes it into account
    order-42@2..3  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z (left out)

    no difference

    $ git events diff order-42 --with-skipped
    order-42@2..3  projection merge

      order-42@3  order.paid  Ada  2026-11-21T05:04:00Z

    + .paid: true

    $ git events diff order-42 --json
    git-events: note: order-42@3 is left out: recorded twice (Ada); --with-skipped takes it into account
    {"from":{"stream":"order-42","version":2,"commit":"2f89f1ed37c60089849239820e287d2905e8603d","time":"2026-11-21T05:03:00.000000Z"},"to":{"stream":"order-42","version":3,"commit":"0a9a6eb0bf9f8d980df15a174db4d0de13a08373","time":"2026-11-21T05:04:00.000000Z"},"projection":"merge","definition":"d5f4ebd097920950358b129d7e1a174f21fae45f","events":[{"version":3,"id":"paid-1","type":"order.paid","actor":"Ada <ada@example.org>","time":"2026-11-21T05:04:00.000000Z","skipped":true}],"changes":[],"counts":{"added":0,"removed":0,"changed":0,"moved":0}}

    $ git events diff order-42 order-43 --stat
    git-events: note: order-42@3 is left out: recorded twice (Ada); --with-skipped takes it into account
    order-42@3 order-43@1  projection merge
     .items        | 3 removed
     .["odd name"] | 1 removed
     .total        | 1 changed
    4 removed, 1 changed

Only so many events are named, and long changes have lines of their own.

    $ for n in $(seq 1 25); do printf '{"stream":"many-1","type":"counted","data":{"n":%d,"text":"%0100d"}}\n' $n $n; done | git events append --batch | tail -1
    many-1@25  counted  01a1fca2-f360-7062-b77d-35dea8e40225

    $ git events diff many-1@0..25
    many-1@0..25  projection merge

      many-1@1  counted  Ada  2026-11-21T05:45:00Z
      many-1@2  counted  Ada  2026-11-21T05:45:00Z
      many-1@3  counted  Ada  2026-11-21T05:45:00Z
      many-1@4  counted  Ada  2026-11-21T05:45:00Z
      many-1@5  counted  Ada  2026-11-21T05:45:00Z
      many-1@6  counted  Ada  2026-11-21T05:45:00Z
      many-1@7  counted  Ada  2026-11-21T05:45:00Z
      many-1@8  counted  Ada  2026-11-21T05:45:00Z
      many-1@9  counted  Ada  2026-11-21T05:45:00Z
      many-1@10  counted  Ada  2026-11-21T05:45:00Z
      many-1@11  counted  Ada  2026-11-21T05:45:00Z
      many-1@12  counted  Ada  2026-11-21T05:45:00Z
      many-1@13  counted  Ada  2026-11-21T05:45:00Z
      many-1@14  counted  Ada  2026-11-21T05:45:00Z
      many-1@15  counted  Ada  2026-11-21T05:45:00Z
      many-1@16  counted  Ada  2026-11-21T05:45:00Z
      many-1@17  counted  Ada  2026-11-21T05:45:00Z
      many-1@18  counted  Ada  2026-11-21T05:45:00Z
      many-1@19  counted  Ada  2026-11-21T05:45:00Z
      many-1@20  counted  Ada  2026-11-21T05:45:00Z
      … and 5 more

    + .n: 25
    + .text: "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000025"

    $ git events diff many-1@25..22
    many-1@25..22  projection merge

      many-1@25  counted  Ada  2026-11-21T05:45:00Z
      many-1@24  counted  Ada  2026-11-21T05:45:00Z
      many-1@23  counted  Ada  2026-11-21T05:45:00Z

    ~ .n: 25 → 22
    - .text: "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000025"
    + .text: "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000022"

    $ git events diff many-1
    many-1@24..25  projection merge

      many-1@25  counted  Ada  2026-11-21T05:45:00Z

    ~ .n: 24 → 25
    - .text: "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000024"
    + .text: "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000025"

Stored text is shown, not obeyed; colours are git's.

    $ printf '{"stream":"esc-1","type":"t","data":{"\\u001b[31m\\u202e":"\\u0007"},"actor":"A\\u202eB"}' | git events append --batch
    esc-1@1  t  01a1fca6-9ce0-7000-8c7d-e8064963bab0  (new stream)

    $ git events diff esc-1
    esc-1@0..1  projection merge

      esc-1@1  t  A\u{202e}B  2026-11-21T05:49:00Z

    + .["\u001b[31m\u202e"]: "\u0007"

    $ git events diff order-42@1..2 --color always
    [33morder-42@1..2[m  projection merge

      [33morder-42@2[m  [1morder.changed[m  Bob  [2m2026-11-21T05:03:00Z[m

    [31m- .draft: {[m
    [31m-   "by": "ada"[m
    [31m- }[m
    [36m> .items[id=8]: moved from [1] to [0][m
    [36m~ .items[id=7].qty: 1 → 3[m
    [32m+ .items[id=9]: {[m
    [32m+   "id": 9,[m
    [32m+   "qty": 1[m
    [32m+ }[m
    [32m+ .["odd name"]: {[m
    [32m+   "a/b": [][m
    [32m+ }[m
    [36m~ .total: 12.50 → 10.00[m
