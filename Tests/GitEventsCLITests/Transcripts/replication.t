Several writers: each clone is a replica of its own, and git carries what they recorded.

    $ git init --quiet --bare ../hub.git
    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git remote add origin ../hub.git
    $ git events append order-1 order.placed -F total=12.50
    order-1@1  order.placed  01a1fc7d-6a00-7000-b88b-b8a8724c81ec  (new stream)
    $ git events push
    ledger of wr3u5skp  up to position 2
    _store  @1  (new stream)
    order-1  @1  (new stream)
    branch main  (a page that says what the repository is)
    sent 2 events in 2 streams to origin
    $ git events push
    origin has all that is here
    $ git -C ../hub.git show main:README.md
    # An event store

    This repository is an event store, written by git-events: every event is a
    commit, every stream is a ref. Nothing of it is on a branch, so a plain clone shows only this page.

        git events clone URL DIR          a replica that you can read, verify and write to
        git events verify                 prove that nothing was altered, reordered, rewound or removed
        git events log                    what happened

    With plain git:

        git fetch origin 'refs/events/*:refs/events/*' 'refs/ledger/*:refs/ledger/*'
        git for-each-ref refs/events/     the streams
        git log events/STREAM             the events of one

    Store: `01a1fc7b-9540-7000-a220-a8397b1dcdaf`
    $ git events clone ../hub.git ../mine
    cloned 2 events in 2 streams into ../mine
    $ git events -C ../mine verify --no-state
    2 events in 2 streams, 1 ledger, 0 snapshots: all is well
    ledger 5e7s4ijp at position 2, commit e4efc9b5b1efbb9c4893da7f9f752d01491669c7
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.

Streams to which only one side appends never conflict.

    $ git events -C ../mine append order-2 order.placed
    order-2@1  order.placed  01a1fc82-e840-7000-93cb-9f0c747ea2ea  (new stream)
    $ git events -C ../mine push
    ledger of 5e7s4ijp  up to position 3
    order-2  @1  (new stream)
    sent 1 event in 1 stream to origin
    $ git events append order-1 order.paid
    order-1@2  order.paid  01a1fc84-bd00-7000-ac82-9abe1f4532e1
    $ git events pull --dry-run
    order-2  @1  (new stream)
    would take over 1 event in 1 stream from origin
    $ git events pull
    order-2  @1  (new stream)
    took over 1 event in 1 stream from origin
    $ git events pull
    origin has nothing that is not here
    $ git events push --json
    {"result":"pushed","remote":"origin","reference":"refs/ledger/wr3u5skp","replica":"wr3u5skp","position":4,"commit":"68c27a510570fbd21bc63485a682d82defb1505e"}
    {"result":"pushed","remote":"origin","reference":"refs/events/order-1","stream":"order-1","before":1,"after":2,"commit":"c856e6545e7532a03f01b7acf5ff914d0cb21f9e"}
    $ git events -C ../mine fetch
    origin has news in 1 stream: `git events pull origin` takes them over
    $ git events -C ../mine pull --json
    {"result":"pulled","remote":"origin","stream":"order-1","before":1,"after":2}

Where both sides appended to one stream, nothing is pulled, and both are shown.

    $ git events append order-1 order.shipped
    order-1@3  order.shipped  01a1fc8b-25a0-7000-8584-133ac916ab3c
    $ git events push
    ledger of wr3u5skp  up to position 5
    order-1  @3
    sent 1 event in 1 stream to origin
    $ git events -C ../mine append order-1 order.cancelled --expect 2 --id cancel-1
    order-1@3  order.cancelled  cancel-1
    $ git events -C ../mine push
    order-1  origin has events of order-1 that are not here
    git-events: nothing was sent: origin has events of order-1 that are not here
    hint: `git events pull origin` first
    [3]
    $ git events -C ../mine pull
    order-1  both sides appended after version 2
      here  @3  order.cancelled  cancel-1  Ada 2026-11-21T05:21:00.000000Z
      origin  @3  order.shipped  01a1fc8b-25a0-7000-8584-133ac916ab3c  Ada 2026-11-21T05:19:00.000000Z
    git-events: nothing was pulled: both sides appended to order-1
    hint: `git events pull --rebase origin` appends what is only here behind what came; --dry-run shows it
    [3]
    $ git events -C ../mine pull --json
    {"result":"diverged","remote":"origin","stream":"order-1","base":2,"here":["dbac739858bf4ef40b8eee06f8de418a240f205b"],"there":["81a297d45041119344151a5b9bd90118b0e4fa03"]}
    {"code":"diverged","message":"nothing was pulled: both sides appended to order-1","hint":"`git events pull --rebase origin` appends what is only here behind what came; --dry-run shows it","exit":3}
    [3]
    $ git events -C ../mine pull --rebase --dry-run
    order-1  @3
    order-1@3  order.cancelled  → order-1@4  had expected version 2
    would take over 1 event in 1 stream from origin
    $ git events -C ../mine pull --rebase
    order-1  @3
    order-1@3  order.cancelled  → order-1@4  had expected version 2
    took over 1 event in 1 stream from origin
    $ git events -C ../mine list order-1
    3be7de9fbd  2026-11-21T05:26:00Z  order-1@4  order.cancelled  Ada
    81a297d450  2026-11-21T05:19:00Z  order-1@3  order.shipped  Ada
    c856e6545e  2026-11-21T05:12:00Z  order-1@2  order.paid  Ada
    3d8864d5d3  2026-11-21T05:04:00Z  order-1@1  order.placed  Ada
    $ git events -C ../mine append order-1 order.cancelled --id cancel-1
    order-1@4  order.cancelled  cancel-1  (already recorded)
    $ git events -C ../mine verify --no-state
    6 events in 3 streams, 1 ledger, 0 snapshots: all is well
    ledger 5e7s4ijp at position 7, commit ff951e0d14e696dc16ada0fad5e5a8e28f64af19
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    $ git events -C ../mine push
    ledger of 5e7s4ijp  up to position 7
    order-1  @4
    sent 1 event in 1 stream to origin
    $ git events pull
    order-1  @4
    took over 1 event in 1 stream from origin

What is only here can get a stream of its own instead.

    $ git events append order-2 order.paid
    order-2@2  order.paid  01a1fc97-0c80-7000-bee5-789041c98ac3
    $ git events push
    ledger of wr3u5skp  up to position 7
    order-2  @2
    sent 1 event in 1 stream to origin
    $ git events -C ../mine append order-2 order.refused
    order-2@2  order.refused  01a1fc98-e140-7000-b3b8-488c368cb0a6
    $ git events -C ../mine pull --split
    order-2  @2
    order-2@2  order.refused  → order-2~5e7s4ijp@1
    took over 1 event in 1 stream from origin
    $ git events -C ../mine streams
    order-1@4  order.cancelled  2026-11-21T05:26:00Z
    order-2@2  order.paid  2026-11-21T05:32:00Z
    order-2~5e7s4ijp@1  order.refused  2026-11-21T05:35:00Z
    $ git events -C ../mine verify --no-state
    8 events in 4 streams, 1 ledger, 0 snapshots: all is well
    ledger 5e7s4ijp at position 10, commit e36acca19ed362d44def3160669ebc6597e858fe
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.

Some streams only, and a copy that draws a name of its own.

    $ git events clone ../hub.git ../some --stream 'order-1'
    cloned 5 events in 2 streams into ../some
    $ git events -C ../some streams
    order-1@4  order.cancelled  2026-11-21T05:26:00Z
    $ git events clone ../hub.git ../some
    git-events: /tmp/x/work/../some is there already
    hint: name another folder, or remove it
    [2]

Another store is refused, and a second one is not made by mistake.

    $ git init --quiet ../other
    $ git -C ../other remote add origin ../hub.git
    $ git events -C ../other init
    git-events: origin holds an event store already
    hint: `git events init --from origin` joins it; --new makes another
    [3]
    $ git events -C ../other init --new
    Made an event store in /tmp/x/other/.git
    $ git events -C ../other pull
    git-events: origin holds another store, 01a1fc7b-9540-7000-a220-a8397b1dcdaf; this one is 01a1fca2-0900-7000-82d3-26e0055bdef6
    hint: two stores never mix: clone that one into a folder of its own
    [3]
    $ git events -C ../other push
    _store  origin has events of _store that are not here
    git-events: nothing was sent: origin has events of _store that are not here
    hint: `git events pull origin` first
    [3]

What cannot be.

    $ git events pull nowhere
    git-events: there is no remote 'nowhere'
    hint: `git remote -v` lists them; `git remote add nowhere URL` adds one
    [2]
    $ git events clone ../nothing.git
    git-events: git cannot clone ../nothing.git: fatal: repository '../nothing.git' does not exist
    hint: `git ls-remote URL` tries the connection
    [6]
    $ git events pull --rebase --split
    git-events: --rebase and --split are two different things
    hint: git events pull -h shows how it is used
    [2]
    $ git events push --ledger-only
    git-events: origin is not a backup that only this replica pushes to
    hint: if it is one: git config events.remote.origin.backup true
    [2]
