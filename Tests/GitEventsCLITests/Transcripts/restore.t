A store is made of its backups, and verified before it gets its name.

    $ git events init store
    Made a git repository with an event store in /tmp/x/work/store/.git
    $ git events -C store append order-42 order.placed -F total=12.50
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events -C store append order-43 order.placed
    order-43@1  order.placed  01a1fc7c-7fa0-7000-9b39-896a51a8749b  (new stream)
    $ git events -C store backup ../1.bundle
    ../1.bundle  3 events in 3 streams  2872 bytes
    $ git events -C store append order-42 order.paid
    order-42@2  order.paid  01a1fc7e-5460-7000-93cb-9f0c747ea2ea
    $ git events -C store backup ../2.bundle --incremental
    ../2.bundle  1 event in 1 stream since ../1.bundle  1167 bytes
    $ git events -C store append order-44 order.placed
    order-44@1  order.placed  01a1fc80-2920-7000-ac82-9abe1f4532e1  (new stream)
    $ git events -C store backup ../3.bundle --incremental
    ../3.bundle  1 event in 1 stream since ../2.bundle  1183 bytes
    $ git events restore 1.bundle 2.bundle 3.bundle again
    5 events in 4 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 5, commit c4bff4e0e8e4c0b6479b9d868c6eb5f172a41025
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    restored into /tmp/x/work/again/.git
    $ git -C store for-each-ref > store.txt
    $ git -C again for-each-ref > again.txt
    $ cmp store.txt again.txt
    $ git events -C again list
    a68fde1289  2026-11-21T05:07:00Z  order-44@1  order.placed  Ada
    6337e13ee5  2026-11-21T05:05:00Z  order-42@2  order.paid  Ada
    4c42599ea7  2026-11-21T05:03:00Z  order-43@1  order.placed  Ada
    60457876a2  2026-11-21T05:02:00Z  order-42@1  order.placed  Ada
    $ git events restore --bare 1.bundle --json
    {"store":"01a1fc7a-aae0-7000-a220-a8397b1dcdaf","time":"2026-11-21T05:14:00.000000Z","errors":0,"warnings":0,"leftOut":0,"streams":3,"events":3,"bytes":201,"snapshots":0,"files":2,"ledgers":{"wr3u5skp":{"position":3,"commit":"fb4c5f7613c7b8a57da4aa32d67ff724280a7efb"}},"notProven":["rewind","authorship","time"]}
    {"gitDirectory":"/tmp/x/work/1.git","rebuiltStreams":0,"leftOut":[]}

Plain git does as much with a complete one.

    $ git clone --quiet --mirror 1.bundle mirror.git
    $ git -C mirror.git log --format=%s events/order-42
    order.placed

Increments come behind what they go on from.

    $ git events restore 2.bundle new
    git-events: '2.bundle' is an increment: it goes on from an earlier backup
    hint: give the complete backup first, then every increment in the order in which they were written
    [2]
    $ git events restore 1.bundle 3.bundle new
    git-events: '3.bundle' goes on from commit 5fd45aacbe22c00a18f2dcdc4b0ba9c0f211031d, which the files before it do not hold: an increment is missing, or it is of another store
    hint: give the complete backup first, then every increment in the order in which they were written
    [2]
    $ git events restore 1.bundle 2.bundle 1.bundle new
    git-events: '1.bundle' is a complete backup: it stands first, or alone
    hint: give the complete backup first, then every increment in the order in which they were written
    [2]
    $ git events restore 1.bundle 2.bundle 3.bundle 2.bundle new
    git-events: '2.bundle' is not a later backup of what '3.bundle' holds: refs/ledger/wr3u5skp does not go on from c4bff4e0e8e4c0b6479b9d868c6eb5f172a41025
    hint: give increments in the order in which they were written, all of one repository
    [2]
    $ git events restore 1.bundle again
    git-events: 'again' is there already, and is not an empty folder
    hint: name a folder that is not there yet
    [2]
    $ git events restore 1.bundle 4.bundle
    git-events: there is no file '4.bundle'
    hint: a folder to restore into is not called so
    [2]
    $ git events restore store.txt new
    git-events: 'store.txt' cannot be taken as a backup: it is not a git bundle
    hint: a backup is a git bundle: `git bundle list-heads FILE` shows what is in one
    [2]
    $ head -c 600 1.bundle > cut.bundle
    $ git events restore cut.bundle new
    git-events: 'cut.bundle' cannot be restored, git says: fatal: early EOF
    hint: the file is damaged: take another copy of it
    [5]

A ledger reaches every event: where nothing else came along, the streams are made of what it says.

    $ git -C store bundle create --quiet ../ledger.bundle --glob='refs/ledger/*'
    $ git events restore ledger.bundle new
    5 events in 4 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 5, commit c4bff4e0e8e4c0b6479b9d868c6eb5f172a41025
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    made of what the ledger says: 4 streams
    restored into /tmp/x/work/new/.git
    $ git -C new for-each-ref > again.txt
    $ cmp store.txt again.txt
    $ git init --quiet --bare got.git
    $ git -C got.git fetch --quiet ../store 'refs/ledger/*:refs/ledger/*'
    $ git events -C got.git recover --from-ledger
    made of what the ledgers say: 4 streams
    $ git events -C got.git recover --from-ledger
    nothing to recover
    $ git -C got.git for-each-ref > again.txt
    $ cmp store.txt again.txt

What was falsified is told, and kept only where that is asked for.

    $ git -C store update-ref refs/events/order-43 refs/events/order-44
    $ git events -C store backup ../bad.bundle
    git-events: taken as it is, though it breaks the format: refs/events/order-43
    ../bad.bundle  4 events in 4 streams  4216 bytes
    $ git events restore bad.bundle bad
    error: event-stream: order-43@1: version 1 of stream order-44
        expected version 1, commit 4c42599ea76800beb00af8655a02e0a48f07cd51
        commit a68fde12890aa08692641a251938466f52cb782b
        The event was moved here from another stream, or the ref was pointed at another stream.
    error: stream-replaced: order-43@1: commit 4c42599ea76800beb00af8655a02e0a48f07cd51
        expected commit a68fde12890aa08692641a251938466f52cb782b as version 1
        commit a68fde12890aa08692641a251938466f52cb782b
        Somebody rewrote the stream: events were altered, inserted, reordered or removed.
    5 events in 4 streams, 1 ledger, 0 snapshots: 2 errors, 0 warnings
    ledger wr3u5skp at position 5, commit c4bff4e0e8e4c0b6479b9d868c6eb5f172a41025
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: authorship: Signatures were not checked: names of actors and recorders are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    git-events: the verification found errors: nothing was restored
    hint: --keep-damaged restores it all the same; another backup may be sound
    [5]
    $ ls bad
    ls: cannot access 'bad': No such file or directory
    [2]
    $ git events restore bad.bundle bad --keep-damaged --json --jq 'select(.gitDirectory) | .gitDirectory'
    /tmp/x/work/bad/.git
    [5]
