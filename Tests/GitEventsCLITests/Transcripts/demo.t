The demonstration makes a store of its own and looks around in it.

    $ git events demo tour

    $ git -C tour fsck --strict

    $ git events demo tour

    $ git -C tour for-each-ref refs/ledger | wc -l
