Who acts and who records is found as git finds it.

    $ GIT_COMMITTER_NAME= git events init
    git-events: who are you? There is no name to record events under
    hint: git config --global user.name 'Your Name'
    hint: git config --global user.email you@example.org
    [2]

    $ git init -q .

    $ git config user.name Grace; git config user.email grace@example.org

    $ GIT_COMMITTER_NAME= GIT_COMMITTER_EMAIL= git events init
    Made an event store in /tmp/x/work/.git

    $ GIT_COMMITTER_NAME= GIT_COMMITTER_EMAIL= git events append a-1 made
    a-1@1  made  01a1fc7e-5460-7000-b88b-b8a8724c81ec  (new stream)

    $ GIT_AUTHOR_NAME=Lin GIT_AUTHOR_EMAIL=lin@example.org GIT_AUTHOR_DATE='@1700000000 +0100' git events append a-1 made
    a-1@2  made  01a1fc7f-3ec0-7000-9b39-896a51a8749b

    $ GIT_COMMITTER_NAME= git events -c user.name=Zoe append a-1 made --actor 'Kim <kim@example.org>'
    a-1@3  made  01a1fc80-2920-7000-93cb-9f0c747ea2ea

    $ git log --format='%an <%ae> %ad, %cn <%ce>' --date=unix events/a-1
    Kim <kim@example.org> 1795237620, Zoe <ada@example.org>
    Lin <lin@example.org> 1700000000, Ada <ada@example.org>
    Grace <grace@example.org> 1795237500, Grace <grace@example.org>

    $ GIT_AUTHOR_DATE=tomorrow git events append a-1 made
    git-events: GIT_AUTHOR_DATE is not a date: 'tomorrow'
    hint: write it as 2026-11-21T05:00:00Z or @1795237200 +0000
    [2]
