Whether anything was altered, reordered, rewound or removed: verify reads everything and asks no cache.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git events append order-42 order.placed -F total=12.50
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-42 order.paid
    order-42@2  order.paid  01a1fc7c-7fa0-7000-9b39-896a51a8749b
    $ git events append order-43 order.placed
    order-43@1  order.placed  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea  (new stream)
    $ git events verify
    4 events in 3 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 4, commit 6446db4abbe3a5dbc98bc96e1f8d987733f1a1ed
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    $ git events verify order-42 --json
    {"store":"01a1fc7a-aae0-7000-a220-a8397b1dcdaf","time":"2026-11-21T05:06:00.000000Z","errors":0,"warnings":0,"leftOut":0,"streams":1,"events":2,"bytes":98,"snapshots":0,"files":0,"ledgers":{"wr3u5skp":{"position":4,"commit":"6446db4abbe3a5dbc98bc96e1f8d987733f1a1ed"}},"notProven":["other-streams","authorship","time"]}

It remembers where the ledger was, outside the repository.

    $ git events verify --json --jq .notProven
    ["authorship","time"]
    $ git events append order-42 order.shipped
    order-42@3  order.shipped  01a1fc81-1380-7000-ac82-9abe1f4532e1
    $ git events append order-43 order.paid
    order-43@2  order.paid  01a1fc81-fde0-7000-8584-133ac916ab3c
    $ git events verify
    6 events in 3 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 6, commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.

A stream that is set back, with plain git.

    $ git update-ref refs/events/order-42 refs/events/order-42~1
    $ git events verify
    error: stream-rewound: order-42@3: version 2, commit c87bfaff8a7a45d10e0f70050135e589208f5546
        expected version 3, commit 01d37995fbd1897b70c86177fad0878c562f6ac5
        commit c87bfaff8a7a45d10e0f70050135e589208f5546
        Somebody moved the ref back to hide newer events.
    6 events in 3 streams, 1 ledger, 0 snapshots: 1 error, 0 warnings
    ledger wr3u5skp at position 6, commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    [5]
    $ git update-ref refs/events/order-42 01d37995fbd1897b70c86177fad0878c562f6ac5
    $ git events verify --json --jq .errors
    0

The whole store set back, ledger and all: nothing in it contradicts itself.

    $ git update-ref refs/events/order-43 refs/events/order-43~1
    $ git update-ref refs/ledger/wr3u5skp refs/ledger/wr3u5skp~1
    $ git events verify --no-state --json --jq .errors
    0
    $ git events verify
    error: history-rewound: refs/ledger/wr3u5skp: position 5, commit 0d51169656c50a9596970a5ea834de990a6a3f2e
        expected a history through commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53 at position 6, verified 2026-11-21T05:14:00.000000Z
        commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53
        The store was set back to an earlier time, or its history was written anew.
    5 events in 3 streams, 1 ledger, 0 snapshots: 1 error, 0 warnings
    ledger wr3u5skp at position 5, commit 0d51169656c50a9596970a5ea834de990a6a3f2e
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    [5]

A page for an auditor.

    $ git events verify --no-state --report audit.html --json --jq .events
    5
    $ grep -c '<script' audit.html
    0
    [1]
    $ git events verify nobody
    error: history-rewound: refs/ledger/wr3u5skp: position 5, commit 0d51169656c50a9596970a5ea834de990a6a3f2e
        expected a history through commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53 at position 6, verified 2026-11-21T05:14:00.000000Z
        commit 706ee39a816651acb5b6eba7485a7dcb34a2eb53
        The store was set back to an earlier time, or its history was written anew.
    0 events in 0 streams, 1 ledger, 0 snapshots: 1 error, 0 warnings
    ledger wr3u5skp at position 5, commit 0d51169656c50a9596970a5ea834de990a6a3f2e
    not proven: other-streams: Only the streams that were named were looked at; ids were compared among those alone.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    [5]
    $ git events verify --state a --no-state
    git-events: --state and --no-state are two different things
    hint: git events verify -h shows how it is used
    [2]
