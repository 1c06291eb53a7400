Guards: git's hooks, by which a server takes no push that would rewind, delete or forge events.

    $ git init -q --bare server.git
    $ git events --git-dir server.git hooks status
    pre-receive  not installed  /tmp/x/work/server.git/hooks/pre-receive
    update  not installed  /tmp/x/work/server.git/hooks/update
    post-receive  not installed  /tmp/x/work/server.git/hooks/post-receive
    [1]
    $ git events --git-dir server.git hooks install
    pre-receive  installed  /tmp/x/work/server.git/hooks/pre-receive
    update  installed  /tmp/x/work/server.git/hooks/update
    post-receive  installed  /tmp/x/work/server.git/hooks/post-receive
    hint: git config receive.fsckObjects true has git itself check every object that is pushed
    $ git events --git-dir server.git hooks install
    pre-receive  unchanged  /tmp/x/work/server.git/hooks/pre-receive
    update  unchanged  /tmp/x/work/server.git/hooks/update
    post-receive  unchanged  /tmp/x/work/server.git/hooks/post-receive
    hint: git config receive.fsckObjects true has git itself check every object that is pushed

A hook that is there already is kept, and runs behind the guard.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ printf '#!/bin/sh\nexit 0\n' > .git/hooks/pre-push && chmod +x .git/hooks/pre-push
    $ git events hooks install
    reference-transaction  installed  /tmp/x/work/.git/hooks/reference-transaction
    pre-push  installed  /tmp/x/work/.git/hooks/pre-push
        then /tmp/x/work/.git/hooks/git-events-chained/pre-push
    $ git events hooks remove
    reference-transaction  removed  /tmp/x/work/.git/hooks/reference-transaction
    pre-push  restored  /tmp/x/work/.git/hooks/pre-push
    $ git events hooks remove
    git-events: there are no hooks of git-events here

What a guard says, of a push that git has not taken yet.

    $ git events append order-42 order.placed
    order-42@1  order.placed  01a1fc82-e840-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-42 order.paid
    order-42@2  order.paid  01a1fc83-d2a0-7000-9b39-896a51a8749b
    $ echo "$(git rev-parse refs/events/order-42) $(git rev-parse refs/events/order-42~1) refs/events/order-42" | git events hook pre-receive
    git-events: refs/events/order-42: ref-rewound: version 1, and it is at version 2
    git-events: nothing of this push was taken
    [1]
    $ echo "$(git rev-parse refs/events/order-42) $(printf '%040d' 0) refs/events/order-42" | git events hook pre-receive
    git-events: refs/events/order-42: ref-deleted: streams are never deleted
    git-events: nothing of this push was taken
    [1]
    $ echo "$(printf '%040d' 0) $(git rev-parse refs/events/order-42) refs/events/order-43" | git events hook pre-receive
    git-events: refs/events/order-43: event-stream: an event of stream order-42; expected one of stream order-43
    git-events: nothing of this push was taken
    [1]
    $ echo "$(printf '%040d' 0) $(git rev-parse refs/events/order-42) refs/heads/main" | git events hook pre-receive
    $ git events hook post-merge
    git-events: there is no hook 'post-merge': pre-receive, update, post-receive, reference-transaction, pre-push
    hint: git events hook -h shows how it is used
    [2]

A folder of hooks that other repositories use, too, is not written to unasked.

    $ git config core.hooksPath /tmp/shared-hooks
    $ git events hooks install
    git-events: the hooks of '/tmp/shared-hooks' may be other repositories' too: it is outside of this repository
    hint: --shared writes there all the same: repositories without events notice nothing
    [2]
    $ git config core.hooksPath /dev/null
    $ git events hooks install
    git-events: core.hooksPath is /dev/null: git runs no hooks here
    hint: git config --show-origin core.hooksPath says where that is set
    [2]
