Which event last changed each part of a state, who caused it, and when.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git

    $ git events append order-42 order.placed --data '{"total":12.50,"items":[{"id":7,"qty":1},{"id":8,"qty":2}],"draft":{"by":"ada"},"tags":["a","c"]}'
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)

    $ git events append order-42 order.changed --data '{"total":10.00,"items":[{"id":8,"qty":2},{"id":7,"qty":3}],"draft":null,"odd name":{"a/b":[]},"tags":["a","b","c"]}' --actor 'Bob <bob@example.org>'
    order-42@2  order.changed  01a1fc7c-7fa0-7000-9b39-896a51a8749b

    $ git events append order-42 order.noted --data '{"note":"more than sixty characters of text, so that its end is cut off in text"}'
    order-42@3  order.noted  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea

    $ git events blame order-42
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .items[0].id          8
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .items[0].qty         2
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .items[1].id          7
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .items[1].qty         3
    order-42@3  order.noted    Ada  2026-11-21T05:04:00Z  .note                 "more than sixty characters of text, so that its end is cut…
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .["odd name"]["a/b"]  []
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .tags[0]              "a"
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .tags[1]              "b"
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .tags[2]              "c"
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .total                10.00

    $ git events blame order-42@1
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .draft.by      "ada"
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .items[0].id   7
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .items[0].qty  1
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .items[1].id   8
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .items[1].qty  2
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .tags[0]       "a"
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .tags[1]       "c"
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .total         12.50

    $ git events blame order-42@0
    order-42@0  (initial state)      .  {}

    $ git events blame order-42 .items[1]
    order-42@1  order.placed   Ada  2026-11-21T05:02:00Z  .items[1].id   7
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .items[1].qty  3

    $ git events blame order-42 items[1].qty
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .items[1].qty  3

    $ git events blame order-42 '["odd name"]'
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .["odd name"]["a/b"]  []

    $ git events blame order-42 . --json | tail -3
    {"path":".tags[1]","pointer":"/tags/1","value":"b","stream":"order-42","version":2,"id":"01a1fc7c-7fa0-7000-9b39-896a51a8749b","type":"order.changed","actor":"Bob <bob@example.org>","time":"2026-11-21T05:03:00.000000Z","commit":"e18228cb7ba0720e2808a0d100f7e3f5d3626457"}
    {"path":".tags[2]","pointer":"/tags/2","value":"c","stream":"order-42","version":1,"id":"01a1fc7b-9540-7000-b88b-b8a8724c81ec","type":"order.placed","actor":"Ada <ada@example.org>","time":"2026-11-21T05:02:00.000000Z","commit":"5c21a6ecf02995b1af9c1828f3059fd9925c2ac9"}
    {"path":".total","pointer":"/total","value":10.00,"stream":"order-42","version":2,"id":"01a1fc7c-7fa0-7000-9b39-896a51a8749b","type":"order.changed","actor":"Bob <bob@example.org>","time":"2026-11-21T05:03:00.000000Z","commit":"e18228cb7ba0720e2808a0d100f7e3f5d3626457"}

    $ git events blame order-42 items --jq '"\(.path) \(.version)"'
    .items[0].id 1
    .items[0].qty 1
    .items[1].id 1
    .items[1].qty 2

    $ git events blame order-42@0 --json
    {"path":".","pointer":"","value":{},"stream":"order-42","version":0}

A path that leads nowhere is answered with what is there.

    $ git events blame order-42 .itms
    git-events: the state of order-42@3 has nothing at .itms
    hint: . has the members .items, .note, .["odd name"], .tags, .total
    [4]

    $ git events blame order-42 .items[2].qty
    git-events: the state of order-42@3 has nothing at .items[2].qty
    hint: .items is a list: its elements are [0] to [1]
    [4]

    $ git events blame order-42 .total.net
    git-events: the state of order-42@3 has nothing at .total.net
    hint: .total is a number: nothing is below it
    [4]

    $ git events blame order-42 '.["odd name"]["a/b"][0]'
    git-events: the state of order-42@3 has nothing at .["odd name"]["a/b"][0]
    hint: .["odd name"]["a/b"] is an empty list
    [4]

    $ git events blame order-42@0 .total
    git-events: the state of order-42@0 has nothing at .total
    hint: . is an empty object
    [4]

    $ git events blame order-42 .itms --json
    {"code":"path-not-found","message":"the state of order-42@3 has nothing at .itms","hint":". has the members .items, .note, .[\"odd name\"], .tags, .total","exit":4,"stream":"order-42","path":".itms"}
    [4]

A path that is none is pointed at.

    $ git events blame order-42 .items[x]
    git-events: '.items[x]' is not a path: it stops being one at byte 7
    hint: .items[x]
    hint:        ^
    hint: write names and indexes only, like .items[0].qty or .["odd name"]
    [2]

    $ git events blame order-42 'items|length'
    git-events: 'items|length' is not a path: it stops being one at byte 5
    hint: items|length
    hint:      ^
    hint: write names and indexes only, like .items[0].qty or .["odd name"]
    [2]

    $ git events blame order-42 .items[0].ä --json
    {"code":"invalid-input","message":"'.items[0].ä' is not a path: it stops being one at byte 10","hint":".items[0].ä\n          ^\nwrite names and indexes only, like .items[0].qty or .[\"odd name\"]","exit":2,"offset":10}
    [2]

    $ git events blame order-44
    git-events: no stream, event or commit is called 'order-44'
    hint: did you mean order-42?
    [4]

An event that is left out is never the answer.

    $ git events annotate order-42@2 --skip -m 'wrong order'
    _store@2  event.skipped  order-42@2

    $ git events blame order-42 .total
    git-events: note: order-42@2 is left out: wrong order (Ada); --with-skipped takes it into account
    order-42@1  order.placed  Ada  2026-11-21T05:02:00Z  .total  12.50

    $ git events blame order-42 .total --with-skipped
    order-42@2  order.changed  Bob  2026-11-21T05:03:00Z  .total  10.00

A state need not be an object; stored text is shown, not obeyed.

    $ printf '{"stream":"esc-1","type":"t","data":"\\u001b[31m\\u202e\\u0007","actor":"A\\u202eB"}' | git events append --batch
    esc-1@1  t  01a1fc92-78a0-7000-8584-133ac916ab3c  (new stream)

    $ git events blame esc-1
    esc-1@1  t  A\u{202e}B  2026-11-21T05:27:00Z  .  "\u001b[31m\u202e\u0007"

    $ git events blame order-42 .tags --color always
    git-events: note: order-42@2 is left out: wrong order (Ada); --with-skipped takes it into account
    [33morder-42@1[m  [1morder.placed[m  Ada  [2m2026-11-21T05:02:00Z[m  [36m.tags[0][m  "a"
    [33morder-42@1[m  [1morder.placed[m  Ada  [2m2026-11-21T05:02:00Z[m  [36m.tags[1][m  "c"
