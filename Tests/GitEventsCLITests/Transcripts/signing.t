Appends that are signed, and who signed what. The key is for this test alone.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ printf '%s\n' '-----BEGIN OPENSSH PRIVATE KEY-----' 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW' 'QyNTUxOQAAACDzorC3YSEbZzaApyEFcW+hh9iei+eLeghCAlIt/D4wFAAAAJB767iCe+u4' 'ggAAAAtzc2gtZWQyNTUxOQAAACDzorC3YSEbZzaApyEFcW+hh9iei+eLeghCAlIt/D4wFA' 'AAAEC0mYT9Yhk8MXewjE/gyHublLe5nnhjoGIIaRWABcLqRPOisLdhIRtnNoCnIQVxb6GH' '2J6L54t6CEICUi38PjAUAAAACXRlc3Qtb25seQECAwQ=' '-----END OPENSSH PRIVATE KEY-----' > ../home/key
    $ chmod 600 ../home/key; echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPOisLdhIRtnNoCnIQVxb6GH2J6L54t6CEICUi38PjAU test-only' > ../home/key.pub
    $ git config gpg.format ssh; git config user.signingKey ../home/key.pub; git config events.sign ledger
    $ git events append order-42 order.placed -F total=12.50
    order-42@1  order.placed  01a1fc7e-5460-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-42 order.paid
    order-42@2  order.paid  01a1fc7f-3ec0-7000-9b39-896a51a8749b
    $ git cat-file commit refs/ledger/wr3u5skp
    tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
    parent 41439860b47a7b2dfbe5451b88af3898f4df163a
    parent eff72084365b6e115aa4a5f5621c972e3f52746f
    author Ada <ada@example.org> 1795237560 +0000
    committer Ada <ada@example.org> 1795237560 +0000
    gpgsig -----BEGIN SSH SIGNATURE-----
     U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg86Kwt2EhG2c2gKchBXFvoYfYno
     vni3oIQgJSLfw+MBQAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
     AAAAQMqJHxcFVBbkoPzjWX2xXp8HANY1n4b7HJH1aEmz5DYjndceG41/JzE8EAHZQab0hw
     rVG6QrjOaANBJNdABesAg=
     -----END SSH SIGNATURE-----

    ledger 3

    order-42 1..2 eff72084365b6e115aa4a5f5621c972e3f52746f

    Ledger-Replica: wr3u5skp
    Ledger-Position: 3
    Ledger-Time: 2026-11-21T05:06:00.000001Z
    Ledger-Kind: append
    $ echo "ada@example.org valid-after=\"20260101Z\" $(cat ../home/key.pub)" > ../home/signers

git accepts it, too.

    $ git -c gpg.ssh.allowedSignersFile=$PWD/../home/signers verify-commit refs/ledger/wr3u5skp
    Good "git" signature for ada@example.org with ED25519 key SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw

What was appended before signing was switched on is signed by nobody.

    $ git events verify --no-state --signatures --allowed-signers ../home/signers
    3 events in 2 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 3, commit e403ecd2323881db9fc63e162b8db57636677f6a
    signed: 2 of 4 ledger commits; 2 of 3 events covered (66.66 %)
    signer ada@example.org: 2 ledger commits, 0 events of their own; vouches for 2 events (66.66 %), ssh SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw
    of those not covered, a later signed entry fixes 1 event
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: unsigned: Not every event is signed, by itself or by the ledger entry that recorded it: of the others, names are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    $ git events verify --no-state --signatures --allowed-signers ../home/signers --require-signed --json --jq 'select(.rule) | {rule, found}'
    {"rule":"ledger-unsigned","found":"2 commits without good signatures"}
    {"rule":"event-unsigned","found":"an event"}
    [5]
    $ git events verify --no-state --signatures --allowed-signers ../home/signers --from order-42@1 --require-signed
    1 event in 2 streams, 1 ledger, 0 snapshots: all is well
    ledger wr3u5skp at position 3, commit e403ecd2323881db9fc63e162b8db57636677f6a
    since ledger wr3u5skp at position 2, commit 41439860b47a7b2dfbe5451b88af3898f4df163a
    2 events before were not read again
    signed: 1 of 1 ledger commit; 1 of 1 event covered (100.00 %)
    signer ada@example.org: 1 ledger commit, 0 events of their own; vouches for 1 event (100.00 %), ssh SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: earlier: What lies before the point that was named was not read again, nor were its signatures checked and the files of objects read; ids were compared among newer events alone.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    $ git events verify --no-state --signatures --allowed-signers ../home/signers --json --jq .signatures
    {"ledgerCommits":4,"signedLedgerCommits":2,"events":3,"covered":2,"sealed":1,"withoutLedgerTime":0,"signers":[{"signer":"ada@example.org","kind":"ssh","key":"SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw","ledgerCommits":2,"ownEvents":0,"events":2}]}

A key that was not allowed yet, and one that nobody has.

    $ sed -i 's/20260101Z/20270101Z/' ../home/signers
    $ git events verify --no-state --signatures --allowed-signers ../home/signers order-42
    error: signer-early: refs/ledger/wr3u5skp: signed by ada@example.org with SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw
        expected a key that was allowed at 2026-11-21T05:06:00.000001Z: this one is from 2027-01-01T00:00:00.000000Z on
        commit e403ecd2323881db9fc63e162b8db57636677f6a
        The entry was dated back, or the key's first day is written wrongly.
    error: signer-early: refs/ledger/wr3u5skp: signed by ada@example.org with SHA256:bYvuCEvmq0nEZVhSeww3QgjlVl51CC9BZRRKAjWujtw
        expected a key that was allowed at 2026-11-21T05:05:00.000001Z: this one is from 2027-01-01T00:00:00.000000Z on
        commit 41439860b47a7b2dfbe5451b88af3898f4df163a
        The entry was dated back, or the key's first day is written wrongly.
    2 events in 1 stream, 1 ledger, 0 snapshots: 2 errors, 0 warnings
    ledger wr3u5skp at position 3, commit e403ecd2323881db9fc63e162b8db57636677f6a
    signed: 0 of 4 ledger commits; 0 of 2 events covered (0.00 %)
    not proven: other-streams: Only the streams that were named were looked at; ids were compared among those alone.
    not proven: rewind: Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too.
    not proven: unsigned: Not every event is signed, by itself or by the ledger entry that recorded it: of the others, names are what somebody's git was told.
    not proven: time: Times are what the recorder's clock said; events of a stream are in order, whatever it said.
    [5]
    $ : > ../home/nobody
    $ git events verify --no-state --signatures --allowed-signers ../home/nobody --json --jq 'select(.rule) | .rule'
    signer-unknown
    signer-unknown
    [5]

Whom to believe is not asked of the repository.

    $ git config gpg.ssh.allowedSignersFile ../home/signers
    $ git events verify --signatures
    git-events: gpg.ssh.allowedSignersFile is set by the repository that is to be verified, which cannot say whom to believe
    hint: name a file of your own with --allowed-signers, or in your own configuration: git config --global gpg.ssh.allowedSignersFile FILE
    [2]
    $ cp ../home/signers .
    $ git events verify --signatures --allowed-signers signers
    git-events: --allowed-signers: 'signers' lies in the repository that is to be verified
    hint: whom to believe must come from elsewhere: keep the file outside of /tmp/x/work
    [2]

What cannot be signed is not written.

    $ git config user.signingKey ../home/none
    $ git events append order-42 order.shipped
    git-events: ssh-keygen did not sign: Couldn't load public key /tmp/x/work/../home/none: No such file or directory
    hint: nothing was written; see gpg.format and user.signingKey, and whether the agent has the key (ssh-add -l, gpg -K)
    [6]
    $ git config events.sign both
    $ git events append order-42 order.shipped
    git-events: events.sign is 'both', which is none of its values
    hint: git config events.sign ledger (or event, or false)
    [2]
    $ git config events.sign false
    $ git events append order-42 order.shipped
    order-42@3  order.shipped  01a1fc92-78a0-7000-ac82-9abe1f4532e1
