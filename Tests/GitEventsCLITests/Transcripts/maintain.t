Every append leaves a pack. Maintenance puts them together; nobody need ask for it.

    $ git events init
    $ git events append a-1 made
    $ git events append a-1 painted
    $ git events append b-1 made
    $ git events maintain --status --jq '"\(.newPacks) new packs, \(.looseRefs) loose refs, due: \(.due)"'
    $ git events maintain
    $ git events maintain --status --jq '"\(.newPacks) new packs, \(.looseRefs) loose refs, last: \(.last)"'
    $ git events maintain
    $ git count-objects -v | grep packs
    $ git events maintain --full --json
    $ git events maintain --status | grep -v packs
    $ git events maintain --full --status

Objects and refs of plain git are packed as well.

    $ git hash-object -w --stdin
    $ git events append a-1 sold
    $ git events maintain
    $ git fsck --strict --no-dangling
    $ git events streams

What else is amiss, and what to do about it.

    $ git events doctor
    $ git config gc.auto 6700
    $ git events doctor
    $ git events doctor --json
    $ git events doctor --fix
    $ git config gc.auto
    $ printf 'garbage\n' > .git/refs/events/a-1
    $ git events doctor
    $ git events doctor --fix
    $ git update-ref refs/events/b-1 events/a-1
    $ git events doctor
    $ git events doctor --fix --json
    $ git events -C .. doctor
