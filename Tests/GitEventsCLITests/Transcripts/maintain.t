Every append leaves a pack. Maintenance puts them together; nobody need ask for it.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git events append a-1 made
    a-1@1  made  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append a-1 painted
    a-1@2  painted  01a1fc7c-7fa0-7000-9b39-896a51a8749b
    $ git events append b-1 made
    b-1@1  made  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea  (new stream)
    $ git events maintain --status --jq '"\(.newPacks) new packs, \(.looseRefs) loose refs, due: \(.due)"'
    4 new packs, 4 loose refs, due: false
    $ git events maintain
    4 packs put together in 1
    4 refs packed
    $ git events maintain --status --jq '"\(.newPacks) new packs, \(.looseRefs) loose refs, last: \(.last)"'
    0 new packs, 0 loose refs, last: 2026-11-21T05:06:00.000000Z
    $ git events maintain
    nothing to do
    $ git count-objects -v | grep packs
    packs: 1
    $ git events maintain --full --json
    {"packsMade":0,"packsReplaced":0,"looseObjects":0,"looseRefs":0}
    $ git events maintain --status | grep -v packs
    loose objects  0, 0 bytes
    loose refs     0
    last done      1 min ago
    state          not due
    $ git events maintain --full --status
    git-events: --full and --status are two different things
    hint: git events maintain -h shows how it is used
    [2]

Objects and refs of plain git are packed as well.

    $ git hash-object -w --stdin
    e69de29bb2d1d6434b8b29ae775ad8c2e48c5391
    $ git events append a-1 sold
    a-1@3  sold  01a1fc86-91c0-7000-ac82-9abe1f4532e1
    $ git events maintain
    1 pack put together in 2
    1 loose object packed
    2 refs packed
    $ git fsck --strict --no-dangling
    notice: HEAD points to an unborn branch (master)
    $ git events streams
    a-1@3  sold  2026-11-21T05:14:00Z
    b-1@1  made  2026-11-21T05:04:00Z

What else is amiss, and what to do about it.

    $ git events doctor
    all is well
    $ git config gc.auto 6700
    $ git events doctor
    problem: configuration: git packs this repository by itself, in an order that reads slowly: gc.auto is not 0
        git config gc.auto 0; git events doctor --fix sets it
    [1]
    $ git events doctor --json
    {"area":"configuration","severity":"problem","message":"git packs this repository by itself, in an order that reads slowly: gc.auto is not 0","advice":"git config gc.auto 0; git events doctor --fix sets it","fixable":true}
    [1]
    $ git events doctor --fix
    fixed: gc.auto: set to 0
    all is well
    $ git config gc.auto
    0
    $ printf 'garbage\n' > .git/refs/events/a-1
    $ git events doctor
    problem: refs: refs/events/a-1 is damaged; it was at eb3e9ca11db3c9c4222ab33343b81d485945189e
        git events doctor --fix restores it
    [1]
    $ git events doctor --fix
    fixed: refs/events/a-1: restored to eb3e9ca11db3c9c4222ab33343b81d485945189e; the damaged file is in quarantine
    all is well
    $ git update-ref refs/events/b-1 events/a-1
    $ git events doctor
    damage: refs: commit eb3e9ca11db3c9c4222ab33343b81d485945189e is not a sound event: it belongs to stream a-1, not to b-1
        nothing is done about it: repairing it could hide that somebody altered the store
    [5]
    $ git events doctor --fix --json
    {"area":"refs","severity":"damage","message":"commit eb3e9ca11db3c9c4222ab33343b81d485945189e is not a sound event: it belongs to stream a-1, not to b-1","advice":"nothing is done about it: repairing it could hide that somebody altered the store","fixable":false}
    [5]
    $ git events -C .. doctor
    git-events: no git repository at or above '/tmp/x/work/..'
    hint: git events init makes one here; git events demo shows one
    [4]
