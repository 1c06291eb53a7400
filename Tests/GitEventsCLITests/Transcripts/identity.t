Who acts and who records is found as git finds it.

    $ GIT_COMMITTER_NAME= git events init

    $ git init -q .

    $ git config user.name Grace; git config user.email grace@example.org

    $ GIT_COMMITTER_NAME= GIT_COMMITTER_EMAIL= git events init

    $ GIT_COMMITTER_NAME= GIT_COMMITTER_EMAIL= git events append a-1 made

    $ GIT_AUTHOR_NAME=Lin GIT_AUTHOR_EMAIL=lin@example.org GIT_AUTHOR_DATE='@1700000000 +0100' git events append a-1 made

    $ GIT_COMMITTER_NAME= git events -c user.name=Zoe append a-1 made --actor 'Kim <kim@example.org>'

    $ git log --format='%an <%ae> %ad, %cn <%ce>' --date=unix events/a-1

    $ GIT_AUTHOR_DATE=tomorrow git events append a-1 made
