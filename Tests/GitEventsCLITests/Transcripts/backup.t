A backup is a git bundle: the streams, ledgers, snapshots and notes of a store in one file, checked before it gets its name.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git events append order-42 order.placed -F total=12.50
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-43 order.placed
    order-43@1  order.placed  01a1fc7c-7fa0-7000-9b39-896a51a8749b  (new stream)
    $ mkdir kept
    $ git events backup kept/1.bundle
    kept/1.bundle  3 events in 3 streams  2872 bytes
    $ git bundle verify --quiet kept/1.bundle
    kept/1.bundle is okay

An increment goes on from an earlier backup: from one that is named, or from the newest of this store in the same folder.

    $ git events append order-42 order.paid
    order-42@2  order.paid  01a1fc80-2920-7000-93cb-9f0c747ea2ea
    $ git events backup kept/2.bundle --since kept/1.bundle
    kept/2.bundle  1 event in 1 stream since kept/1.bundle  1167 bytes
    $ git events append order-42 order.shipped
    order-42@3  order.shipped  01a1fc81-fde0-7000-ac82-9abe1f4532e1
    $ git events backup kept/3.bundle --incremental
    kept/3.bundle  1 event in 1 stream since kept/2.bundle  1105 bytes
    $ git events backup kept/4.bundle --incremental
    nothing is new since kept/3.bundle: nothing was written
    $ git events append order-44 order.placed
    order-44@1  order.placed  01a1fc84-bd00-7000-8584-133ac916ab3c  (new stream)
    $ git events backup kept/4.bundle --incremental --json
    {"file":"kept/4.bundle","written":true,"store":"01a1fc7a-aae0-7000-a220-a8397b1dcdaf","since":"kept/3.bundle","events":1,"streams":1,"references":5,"bytes":1183}

What is there is not written over, and nothing is written where it could not be used.

    $ git events backup kept/1.bundle
    git-events: there is a file 'kept/1.bundle' already
    hint: give the backup a name of its own; --force replaces the file
    [2]
    $ git events backup nowhere/1.bundle
    git-events: there is no folder for 'nowhere/1.bundle'
    hint: make the folder first
    [2]
    $ echo text > notes.txt
    $ git events backup kept/5.bundle --since notes.txt
    git-events: 'notes.txt' cannot be taken as a backup: it is not a git bundle
    hint: a backup is a git bundle: `git bundle list-heads FILE` shows what is in one
    [2]
    $ git events backup kept/5.bundle --since kept/6.bundle --json
    {"code":"invalid-input","message":"there is no file 'kept/6.bundle'","exit":2}
    [2]
    $ git events init other
    Made a git repository with an event store in /tmp/x/work/other/.git
    $ git events -C other backup ../kept/5.bundle --since ../kept/1.bundle
    git-events: '../kept/1.bundle' is a backup of another store, or of what this one no longer holds: refs/events/_store is at f9e38159c8bc799e3366052a83bd293e541e24ad there
    hint: name a backup of this store, or back it up completely
    [3]
    $ git events backup kept/5.bundle --since kept/1.bundle --incremental
    git-events: --since and --incremental both say what is new: give one of them
    hint: git events backup -h shows how it is used
    [2]
    $ ls kept
    1.bundle
    2.bundle
    3.bundle
    4.bundle
