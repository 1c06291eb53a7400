Without a store, the tool says what to do.

    $ git events

    $ git events log

    $ git events log --json

    $ git init -q .

    $ git events streams

    $ git events init

    $ git events init

    $ git events

    $ git events recover

    $ git events streams _store

    $ git events init --json

    $ git events init --bare bare.git --json | cut -c 44-

    $ git events --git-dir bare.git append a-1 made

    $ git events --git-dir bare.git

What is mistyped is answered with a hint.

    $ git events lgo

    $ git events --colour

    $ git events append a-1 made --expect first

    $ git events show

    $ git events -C

    $ git events --version

    $ git events streams -h
