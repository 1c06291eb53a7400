One event is named by its stream, a point of it, its id, or its commit.

    $ git events init

    $ git events append user@home.org joined --data '{"n":1}' --id first

    $ git events append user@home.org left --data '{"n":2}'

    $ git events show user@home.org

    $ git events show user@home.org@1

    $ git events show user@home.org@~1 --json

    $ git events show 'user@home.org@{1 minute ago}' --json | cut -c 1-40

    $ git events show first --json | cut -c 1-40

    $ git events show id:first --json | cut -c 1-40

    $ git events show $(git rev-parse --short events/user%40home.org) --json | cut -c 1-40

    $ git events show user@home.org@0

    $ git events show user@home.org@3

    $ git events show commit:0000

    $ git events show id:nope

Control characters of stored text are shown, not obeyed.

    $ printf '{"stream":"esc-1","type":"t","data":"\\u001b[31m\\u202e\\u0007","actor":"A\u202eB"}' | git events append --batch

    $ git events show esc-1
