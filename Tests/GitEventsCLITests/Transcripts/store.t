Without a store, the tool says what to do.

    $ git events
    There is no event store here.

      git events init                    make one in this folder
      git events demo                    see one, with real events, in a folder of its own
      git events -h                      everything else

    $ git events log
    git-events: no git repository at or above '/tmp/x/work'
    hint: git events init makes one here; git events demo shows one
    [4]

    $ git events log --json
    {"code":"store-not-found","message":"no git repository at or above '/tmp/x/work'","hint":"git events init makes one here; git events demo shows one","exit":4}
    [4]

    $ git init -q .

    $ git events streams
    git-events: this repository holds no event store
    hint: make one with `git events init`; in a clone of one, fetch it first: `git fetch origin 'refs/events/*:refs/events/*' 'refs/ledger/*:refs/ledger/*'`
    [4]

    $ git events init
    Made an event store in /tmp/x/work/.git

    $ git events init
    There is an event store already in /tmp/x/work/.git

    $ git events
    0 events in 0 streams.

      git events streams                 the streams
      git events log                     the events, newest first
      git events append STREAM TYPE      record one
      git events -h                      everything else

    $ git events recover
    nothing to recover

    $ git events streams _store
    _store@1  store.created  2026-11-21T05:06:00Z

    $ git events init --json
    {"id":"01a1fc7f-3ec0-7000-a220-a8397b1dcdaf","gitDirectory":"/tmp/x/work/.git","created":false}

    $ git events init --bare bare.git --json | cut -c 44-
    ","gitDirectory":"/tmp/x/work/bare.git","created":true}

    $ git events --git-dir bare.git append a-1 made
    a-1@1  made  01a1fc85-a760-7000-ac82-9abe1f4532e1  (new stream)

    $ git events --git-dir bare.git
    1 event in 1 stream.

      git events streams                 the streams
      git events log                     the events, newest first
      git events append STREAM TYPE      record one
      git events -h                      everything else

What is mistyped is answered with a hint.

    $ git events lgo
    git-events: 'lgo' is not a verb of git events
    hint: did you mean log?
    [2]

    $ git events --colour
    git-events: unknown option '--colour'
    hint: git events -h shows how it is used
    [2]

    $ git events append a-1 made --expect first
    git-events: --expect takes any, none, exists, a version or @COMMIT, not 'first'
    [2]

    $ git events show
    git-events: missing expected argument '<moment>'
    hint: git events show -h shows how it is used
    [2]

    $ git events -C
    git-events: -C needs a value
    hint: git events -h shows how it is used
    [2]

    $ git events --version
    git-events 0.1.0

    $ git events streams -h
    OVERVIEW: List the streams with their version and newest event.

    A category is what comes before the first - of a name: order of order-42. The
    store's own streams, whose names begin with _, are listed where the pattern or
    category asks for them.

    EXAMPLES:
      git events streams
      git events streams 'order-*'
      git events streams --category order --json

    USAGE: git events streams [GLOB] [--category NAME] [--json]

    ARGUMENTS:
      <glob>                  Only names like this: *, ? and [a-z] as in a shell.

    OPTIONS:
      --category <name>       Only streams of this category.
      --json                  Report as JSON Lines, one object a line; an error is
                              one JSON object.
      --jq <expr>             Put what --json reports through a jq expression, one
                              object at a time; strings come out raw.
      --color <when>          When to use colours: auto, always, never. (values:
                              auto, always, never)
      --version               Show the version.
      -h, --help              Show help information.







