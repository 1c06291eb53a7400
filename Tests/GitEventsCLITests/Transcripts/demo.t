The demonstration makes a store of its own and looks around in it.

    $ git events demo tour

    # A store of real events in /tmp/x/work/tour
    \$ git events import github-webhooks.jsonl
    added 273, skipped 0

    # Every thing has its stream
    \$ git events streams --category pull_request
    pull_request-2@28  pull_request.unlocked  2026-11-21T05:01:00Z

    # A stream is a list of events, newest first
    \$ git events list pull_request-2 --last 5
    5b41ec65b6  2026-11-21T05:01:00Z  pull_request-2@28  pull_request.unlocked  Codertocat
    1af2b58938  2026-11-21T05:01:00Z  pull_request-2@27  pull_request.unlocked  Codertocat
    88a7055ea6  2026-11-21T05:01:00Z  pull_request-2@26  pull_request.unlabeled  Codertocat
    d3b50b9b54  2026-11-21T05:01:00Z  pull_request-2@25  pull_request.unlabeled  Codertocat
    4da23c9958  2026-11-21T05:01:00Z  pull_request-2@24  pull_request.unassigned  Codertocat

    # An event says what happened, who did it, and its payload
    \$ git events show pull_request-2@10
    pull_request-2@10  pull_request.locked
    Id:           a94b5f93-05f6-55ab-ae0a-69a17ba72fa1
    Actor:        Codertocat <Codertocat@users.noreply.github.com>
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:01:00.000180Z (just now)
    Commit:       260843cba2c55a2e69b88c4708869e3518dadda0

        {
          "action": "locked",
          "installation": {
            "id": 1,
            "node_id": "MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uMQ=="
          },
          "number": 2,
        … and 512 lines more

    # And it is all plain git: a stream is a ref, an event is a commit
    \$ git log --oneline -5 events/pull_request-2
    5b41ec6 pull_request.unlocked
    1af2b58 pull_request.unlocked
    88a7055 pull_request.unlabeled
    d3b50b9 pull_request.unlabeled
    4da23c9 pull_request.unassigned
    \$ git shortlog -sn events/pull_request-2
        28 Codertocat
    \$ git diff --stat events/pull_request-2~1 events/pull_request-2
     data.json | 14 ++++++++++++++
     1 file changed, 14 insertions(+)

    # Try next
    cd /tmp/x/work/tour
    git events append pull_request-2 pull_request.noted --data '{"text": "my first event"}'
    git events log pull_request-2 -p
    git events append pull_request-2 pull_request.noted --expect 3
    git events log --type 'issues.*' --json | head -3
    git events -h
    $ git events import github-webhooks.jsonl
    git-events: no git repository at or above '/tmp/x/work'
    hint: git events init makes one here; git events demo shows one
    [4]
    $ git events streams --category pull_request
    git-events: no git repository at or above '/tmp/x/work'
    hint: git events init makes one here; git events demo shows one
    [4]
    $ git events list pull_request-2 --last 5
    git-events: no git repository at or above '/tmp/x/work'
    hint: git events init makes one here; git events demo shows one
    [4]
    $ git events show pull_request-2@1
    git-events: no git repository at or above '/tmp/x/work'
    hint: git events init makes one here; git events demo shows one
    [4]
    $ git log --oneline -5 events/pull_request-2
    fatal: not a git repository (or any of the parent directories): .git
    [128]
    $ git shortlog -sn events/pull_request-2
    error: too many arguments given outside repository
    usage: git shortlog [<options>] [<revision-range>] [[--] <path>...]
       or: git log --pretty=short | git shortlog [<options>]

        -c, --committer       group by committer rather than author
        -n, --numbered        sort output according to the number of commits per author
        -s, --summary         suppress commit descriptions, only provides commit count
        -e, --email           show the email address of each author
        -w[<w>[,<i1>[,<i2>]]]
                              linewrap output
        --group <field>       group by field

    [129]
    $ git diff --stat events/pull_request-2~1 events/pull_request-2
    error: Could not access 'events/pull_request-2~1'
    [1]

    $ git -C tour fsck --strict
    notice: HEAD points to an unborn branch (master)

    $ git events demo tour
    git-events: 'tour' is there already, and not an empty folder
    hint: name a folder that does not exist
    [2]

    $ git -C tour for-each-ref refs/ledger | wc -l
    1
