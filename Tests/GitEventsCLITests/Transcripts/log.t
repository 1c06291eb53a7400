A log is read by people, newest first.

    $ git events init shop

    $ git events -C shop append order-1 order.placed --data '{"total":10}' --correlation req-1

    $ git events -C shop append order-2 order.placed --data '{"total":20}' --metadata '{"ip":"::1"}' --occurred 2026-11-20T23:10:00.5+01:00

    $ git events -C shop append order-1 order.paid --actor Bob --schema 2

    $ git events -C shop log

    $ git events -C shop log --oneline

    $ git events -C shop log order-1 --reverse --oneline

    $ git events -C shop log order-2 -p

    $ git events -C shop list --last 1

    $ git events -C shop log order-1 --json

    $ git events -C shop log --type '*.paid' --oneline

    $ git events -C shop log --actor bob --oneline

    $ git events -C shop log --since '{3 minutes ago}' --oneline

    $ git events -C shop log --until 2026-11-21T05:03:00Z --oneline

    $ git events -C shop log -n 2 --reverse --oneline

    $ git events -C shop log order-1@1.. --oneline

    $ git events -C shop log order-1@..~1 --oneline

    $ git events -C shop log --json | head -1 | cut -c 1-50

What is not there is not found, and near names are offered.

    $ git events -C shop log order-3

    $ git events -C shop log nothing

    $ git events -C shop log --since tomorrow

    $ git events -C shop log order-1@x

In plain git the stream is a ref.

    $ git -C shop log --format='%an %s' events/order-1

    $ git -C shop fsck --strict
