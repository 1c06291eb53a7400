An event is appended to a stream, which comes into being with it.

    $ git events init

    $ git events append order-42 order.placed --data '{"total": 12.50, "currency": "EUR"}'

    $ git events append order-42 order.paid -f method=card -F amount=12.50 --expect 1

A wrong expected version says what happened meanwhile.

    $ git events append order-42 order.shipped --actor 'Bob <bob@example.org>' --id req-881

    $ git events append order-42 order.paid --expect 1

    $ git events append order-42 order.paid --expect 1 --json

    $ git events append order-42 order.placed --expect none

    $ git events append order-9 order.paid --expect 4

A retry with the same id is answered, not recorded again; another content is refused.

    $ git events append order-42 order.shipped --id req-881

    $ git events append order-42 order.lost --id req-881

A mistyped name is caught where the stream must exist.

    $ git events append ordr-42 order.paid --existing

A dry run checks everything and writes nothing.

    $ git events append order-43 order.placed --dry-run

    $ git events streams

Several streams change together or not at all.

    $ printf '%s\n' '{"stream":"a-1","type":"debited","data":{"sum":5}}' '{"stream":"b-1","type":"credited","data":{"sum":5}}' '{"stream":"order-42","expect":3}' | git events append --batch

    $ printf '%s\n' '{"stream":"a-1","type":"debited"}' '{"stream":"order-42","expect":2}' | git events append --batch

    $ printf '%s\n' '{"stream":"a-1","type":"debited","dat":{}}' | git events append --batch

What is no JSON is refused with the place.

    $ git events append order-42 order.paid --data '{"a":1,"a":2}'

    $ git events append order-42 'order paid'

    $ git events append order-42

    $ git events append order-42 order.paid --data '{}' -f a=1

Numbers keep their digits, and names are sorted.

    $ git events append order-42 order.weighed --data '{"z":1.10,"a":1E400,"m":-0,"n":1234567890123456789012345678901234567890}'

    $ git show events/order-42:data.json
