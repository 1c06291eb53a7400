A snapshot is a state that is kept as a tag.

    $ git events init
    Made a git repository with an event store in /tmp/x/work/.git
    $ git events append order-42 order.placed --data '{"total": 12.50, "currency": "EUR"}'
    order-42@1  order.placed  01a1fc7b-9540-7000-b88b-b8a8724c81ec  (new stream)
    $ git events append order-42 order.paid --data '{"paid": true}'
    order-42@2  order.paid  01a1fc7c-7fa0-7000-9b39-896a51a8749b
    $ git events append order-42 order.shipped --data '{"parcel": "P-1"}'
    order-42@3  order.shipped  01a1fc7d-6a00-7000-93cb-9f0c747ea2ea
    $ git events snapshot create order-42@1
    snapshots/merge/order-42/1  order-42@1  merge
    $ git events snapshot create order-42
    snapshots/merge/order-42/3  order-42@3  merge
    $ git events snapshot create order-42
    snapshots/merge/order-42/3  order-42@3  merge  (there already)
    $ git events snapshot list
    snapshots/merge/order-42/3  order-42@3  merge  2 min ago  Ada  current
    snapshots/merge/order-42/1  order-42@1  merge  3 min ago  Ada  current

Plain git shows them, and what changed between two.

    $ git tag -l 'snapshots/*'
    snapshots/merge/order-42/1
    snapshots/merge/order-42/3
    $ git diff snapshots/merge/order-42/1 snapshots/merge/order-42/3
    diff --git a/state.json b/state.json
    index 160e4cd..a000e4c 100644
    --- a/state.json
    +++ b/state.json
    @@ -1,4 +1,6 @@
     {
       "currency": "EUR",
    +  "paid": true,
    +  "parcel": "P-1",
       "total": 12.50
     }

    $ git events snapshot show merge/order-42/3
    snapshots/merge/order-42/3  order-42@3  merge
    Standing:     current
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:06:00.000000Z (5 min ago)
    Definition:   d5f4ebd097920950358b129d7e1a174f21fae45f
    Event:        7a9525ed37a12699329b50eb9871b6f23c9c0d73
    Commit:       5406a64ae68ea911f78409781558ef3057d177d8
    Tag:          0bb450d05c9ee4cd9f0e7347dac2c8e976b36d97

        {
          "currency": "EUR",
          "paid": true,
          "parcel": "P-1",
          "total": 12.50
        }

    $ git events snapshot show snapshots/merge/order-42/1 --json
    {"snapshot":"snapshots/merge/order-42/1","stream":"order-42","version":1,"projection":"merge","standing":"current","definition":"d5f4ebd097920950358b129d7e1a174f21fae45f","time":"2026-11-21T05:05:00.000000Z","recorder":"Ada <ada@example.org>","event":"9a88825403386795f73d02032f8638135c477782","commit":"3daea5332ec0b19cafe5c757ed7b9c836eb1a737","tag":"b579e8a9f5e021fb1eadcd25f2638368e91859cc","state":{"currency":"EUR","total":12.50}}
    $ git events snapshot show order-42@2
    git-events: there is no snapshot of order-42@2
    hint: there are some at version 3, 1
    [4]
    $ git events snapshot show merge/order-42/2
    git-events: there is no snapshot 'merge/order-42/2'
    hint: git events snapshot list order-42 shows those that there are
    [4]
    $ git events snapshot show nonsense/x
    git-events: no stream, event or commit is called 'nonsense/x'
    hint: git events streams lists the streams
    [4]
    $ git events replay snapshot:merge/order-42/1 --as-of 2026-01-01
    git-events: --as-of and 'snapshot:merge/order-42/1' both name a moment
    hint: give one of them
    [2]
    $ git events snapshot create order-42@0
    git-events: order-42@0 is the state before the first event: it needs no snapshot
    hint: name a version from 1 to 3
    [2]
    $ git events snapshot create order-43
    git-events: no stream, event or commit is called 'order-43'
    hint: did you mean order-42?
    [4]
    $ git events snapshot create order-42@9
    git-events: order-42 is at version 3: there is no order-42@9
    hint: git events log order-42 lists its events
    [4]

A definition says when snapshots are made by themselves.

    $ printf '%s\n' '.count += 1 | .last = $event.type' > count.jq
    $ git events projection define count count.jq --category order --snapshot-every 2
    _store@2  projection.defined  count
    $ git events append order-42 order.delivered
    order-42@4  order.delivered  01a1fc8d-e4c0-7000-8584-133ac916ab3c
    $ git events append other-1 other.happened
    other-1@1  other.happened  01a1fc8e-cf20-7000-bee5-789041c98ac3  (new stream)
    $ git events snapshot list --projection count
    snapshots/count/order-42/4  order-42@4  count  2 min ago  Ada  current
    $ printf '%s\n' '{"stream":"order-7","type":"order.placed"}' '{"stream":"order-7","type":"order.paid"}' '{"stream":"order-7","type":"order.shipped"}' '{"stream":"order-7","type":"order.delivered"}' '{"stream":"order-7","type":"order.closed"}' '{"stream":"order-42","type":"order.closed"}' | git events import - --source rows
    added 6, skipped 0
    $ git events snapshot list --projection count --json
    {"snapshot":"snapshots/count/order-42/4","stream":"order-42","version":4,"projection":"count","standing":"current","definition":"0cd5e56107bf0051994af68bbad9610ed248c358","time":"2026-11-21T05:22:00.000000Z","recorder":"Ada <ada@example.org>","event":"c832512345b5073d4ad4619cfeaca6970fe1cfdb","commit":"4ec7ffdadf5a5eae3159a2fb79a7af965a9b58f6","tag":"79bafa31071886dcebf84bd94bff2ad3bebddc14"}
    {"snapshot":"snapshots/count/order-7/4","stream":"order-7","version":4,"projection":"count","standing":"current","definition":"0cd5e56107bf0051994af68bbad9610ed248c358","time":"2026-11-21T05:25:00.000000Z","recorder":"Ada <ada@example.org>","event":"bb896df28b87874cd389fb1ede351aa0da8ca946","commit":"b0bcba566f6ae40c48e4d55dfb2fdc1d5e6ef582","tag":"dd3afd99f672b2465bb6909d8dc38dcf161e1435"}
    $ git events projection define closed count.jq --snapshot-when '$event.type == "order.closed"'
    _store@3  projection.defined  closed
    $ git events append order-7 order.noted
    order-7@6  order.noted  01a1fc93-6300-7000-a57e-ecdd3cb13d09
    $ printf '%s\n' '{"stream":"order-7","type":"order.reopened"}' '{"stream":"order-7","type":"order.closed"}' | git events append --batch
    order-7@7  order.reopened  01a1fc94-4d60-7000-82d3-26e0055bdef6
    order-7@8  order.closed  01a1fc94-4d60-7004-8621-a03fe0bbdb7b
    $ git events snapshot list order-7
    snapshots/closed/order-7/8  order-7@8  closed  1 min ago  Ada  current
    snapshots/count/order-7/8  order-7@8  count  1 min ago  Ada  current
    snapshots/count/order-7/6  order-7@6  count  2 min ago  Ada  current
    snapshots/count/order-7/4  order-7@4  count  5 min ago  Ada  current

A state that somebody supplies is kept, and nothing begins from it.

    $ printf '%s\n' '{"total": 12.50}' | git events snapshot create order-42@2 --state -
    snapshots/supplied/order-42/2  order-42@2  supplied  not recomputable
    $ printf '%s\n' '[1]' | git events snapshot create order-42@3 --state -
    git-events: a state that is supplied must be a JSON object
    [2]
    $ printf '%s\n' '{"a":1,"a":2}' | git events snapshot create order-42@3 --state -
    git-events: standard input: duplicate member name at byte 7
    [2]
    $ printf '%s\n' '{}' > own.json
    $ git events snapshot create order-42@3 --state own.json --projection count
    git-events: 'count' is a projection that is computed: a state that you supply needs another name
    hint: leave --projection out, or give a name that git events projection list does not show
    [2]
    $ git events snapshot create order-42@3 --state own.json --projection totals --json
    {"snapshot":"snapshots/totals/order-42/3","stream":"order-42","version":3,"projection":"totals","recomputable":false,"commit":"444a0372c35a14bedbcc8543ceec009aff8c80f5","alreadyRecorded":false}
    $ git events snapshot show order-42@3
    snapshots/merge/order-42/3  order-42@3  merge
    Standing:     current
    Recorder:     Ada <ada@example.org>
    Time:         2026-11-21T05:06:00.000000Z (31 min ago)
    Definition:   d5f4ebd097920950358b129d7e1a174f21fae45f
    Event:        7a9525ed37a12699329b50eb9871b6f23c9c0d73
    Commit:       5406a64ae68ea911f78409781558ef3057d177d8
    Tag:          0bb450d05c9ee4cd9f0e7347dac2c8e976b36d97

        {
          "currency": "EUR",
          "paid": true,
          "parcel": "P-1",
          "total": 12.50
        }

    $ git events snapshot show supplied/order-42/2 --jq .state
    {"total":12.5}

Anybody can compute them again.

    $ git events snapshot verify
    snapshots/closed/order-7/8  order-7@8  closed  same
    snapshots/count/order-42/4  order-42@4  count  same
    snapshots/count/order-7/4  order-7@4  count  same
    snapshots/count/order-7/6  order-7@6  count  same
    snapshots/count/order-7/8  order-7@8  count  same
    snapshots/merge/order-42/1  order-42@1  merge  same
    snapshots/merge/order-42/3  order-42@3  merge  same
    snapshots/supplied/order-42/2  order-42@2  supplied  not checked: its state was supplied
    snapshots/totals/order-42/3  order-42@3  totals  not checked: its state was supplied

A changed definition, and an event that is left out from now on, retire the snapshots that they concern.

    $ printf '%s\n' '.count += 2' > count.jq
    $ git events projection define count count.jq --category order --snapshot-every 2
    _store@4  projection.defined  count
    $ git events annotate order-42@2 --skip -m 'paid twice'
    _store@5  event.skipped  order-42@2
    $ git events snapshot list order-42
    snapshots/count/order-42/4  order-42@4  count  21 min ago  Ada  other definition
    snapshots/merge/order-42/3  order-42@3  merge  37 min ago  Ada  other events left out
    snapshots/merge/order-42/1  order-42@1  merge  38 min ago  Ada  current
    snapshots/supplied/order-42/2  order-42@2  supplied  12 min ago  Ada  not recomputable
    snapshots/totals/order-42/3  order-42@3  totals  7 min ago  Ada  not recomputable
    $ git events snapshot create order-42 --projection count
    git-events: warning: snapshot order-42@4 by count is ignored: it was made by another definition
    snapshots/count/order-42/5  order-42@5  count
    $ git events snapshot verify order-42 --projection count
    snapshots/count/order-42/4  order-42@4  count  differs
        Definition:   expected 12542a88296de1f1cff147b037121b94189352fe, found 0cd5e56107bf0051994af68bbad9610ed248c358
        Left out:     expected 1 778b45e281081022e2be438448382752d7e76cb5, found none
        State:        expected 8f8b76823308d68dc4e64652a03c44a7ccd59280, found 6375caa897cbceae0fd688f431efa6e47131581f
    snapshots/count/order-42/5  order-42@5  count  same
    git-events: 1 snapshot is not as it should be
    hint: git events snapshot create STREAM@N --from-scratch makes one anew; prune removes those that no replay can begin from
    [1]
    $ git events snapshot show order-42@5 --projection count --jq .state
    {"count":8}

Those that nothing can begin from go first; what was supplied stays.

    $ git events snapshot prune --dry-run --keep 1
    would delete snapshots/count/order-42/4
    would delete snapshots/count/order-7/8
    would delete snapshots/count/order-7/6
    would delete snapshots/count/order-7/4
    would delete snapshots/merge/order-42/3
    $ git events snapshot prune order-42
    deleted snapshots/count/order-42/4
    deleted snapshots/merge/order-42/3
    $ git events snapshot list order-42
    snapshots/count/order-42/5  order-42@5  count  5 min ago  Ada  current
    snapshots/merge/order-42/1  order-42@1  merge  44 min ago  Ada  current
    snapshots/supplied/order-42/2  order-42@2  supplied  18 min ago  Ada  not recomputable
    snapshots/totals/order-42/3  order-42@3  totals  13 min ago  Ada  not recomputable
    $ git events snapshot prune --projection supplied --keep 0 --json
    {"snapshot":"snapshots/supplied/order-42/2","stream":"order-42","version":2,"projection":"supplied","deleted":true,"standing":"not-recomputable"}
    $ git events snapshot delete totals/order-42/3 merge/order-42/9
    git-events: there is no snapshot 'merge/order-42/9'
    hint: git events snapshot list order-42 shows those that there are
    [4]
    $ git events snapshot delete totals/order-42/3
    deleted snapshots/totals/order-42/3
    $ git events snapshot list order-42 --json --jq .snapshot
    snapshots/count/order-42/5
    snapshots/merge/order-42/1
    $ git events snapshot list order-99
    git-events: there is no stream 'order-99'
    hint: did you mean order-42, order-7?
    [4]

They travel when they are told to.

    $ git events snapshot push --json
    {"code":"io","message":"git push to origin failed: fatal: 'origin' does not appear to be a git repository","hint":"git remote -v lists the remotes; what was pushed before stays","exit":6}
    [6]
    $ git init --quiet --bare ../copy.git
    $ git remote add origin ../copy.git
    $ git events snapshot push origin order-7 --dry-run
    snapshots/closed/order-7/8  origin  new  (dry run)
    snapshots/count/order-7/4  origin  new  (dry run)
    snapshots/count/order-7/6  origin  new  (dry run)
    snapshots/count/order-7/8  origin  new  (dry run)
    $ git events snapshot push origin order-7
    snapshots/closed/order-7/8  origin  new
    snapshots/count/order-7/4  origin  new
    snapshots/count/order-7/6  origin  new
    snapshots/count/order-7/8  origin  new
    $ git tag v1 refs/events/order-42
    $ git push --quiet --tags origin '^refs/tags/snapshots/*'
    $ git -C ../copy.git tag -l
    snapshots/closed/order-7/8
    snapshots/count/order-7/4
    snapshots/count/order-7/6
    snapshots/count/order-7/8
    v1
    $ git events snapshot push --json
    {"snapshot":"snapshots/closed/order-7/8","stream":"order-7","version":8,"projection":"closed","remote":"origin","result":"there-already"}
    {"snapshot":"snapshots/count/order-7/4","stream":"order-7","version":4,"projection":"count","remote":"origin","result":"there-already"}
    {"snapshot":"snapshots/count/order-7/6","stream":"order-7","version":6,"projection":"count","remote":"origin","result":"there-already"}
    {"snapshot":"snapshots/count/order-7/8","stream":"order-7","version":8,"projection":"count","remote":"origin","result":"there-already"}
    {"snapshot":"snapshots/count/order-42/5","stream":"order-42","version":5,"projection":"count","remote":"origin","result":"new"}
    {"snapshot":"snapshots/merge/order-42/1","stream":"order-42","version":1,"projection":"merge","remote":"origin","result":"new"}
    $ mkdir sub
    $ git events -C sub snapshot push origin order-7 --projection closed
    snapshots/closed/order-7/8  origin  there already
    $ printf '%s\n' '.count += 3' > count.jq
    $ git events projection define count count.jq --category order --snapshot-every 2
    _store@6  projection.defined  count
    $ git events snapshot create order-42 --projection count
    git-events: warning: snapshot order-42@5 by count is ignored: it was made by another definition
    snapshots/count/order-42/5  order-42@5  count
    $ git events -c advice.pushAlreadyExists=false snapshot push origin order-42
    error: failed to push some refs to '../copy.git'
    snapshots/merge/order-42/1  origin  there already
    snapshots/count/order-42/5  origin  [rejected] (already exists)
    git-events: origin refused 1 snapshot
    hint: where it has another snapshot of the same name, --force replaces that one there
    [3]
    $ git events snapshot push origin order-42 --force
    snapshots/merge/order-42/1  origin  there already
    snapshots/count/order-42/5  origin  replaced

A program that fails, or runs for too long, does not fail the append.

    $ printf '%s\n' '.sum += $event.data.sum.value' > sum.jq
    $ git events projection define sum sum.jq --category sum --snapshot-every 1
    _store@7  projection.defined  sum
    $ git events append sum-1 sum.added --data '{"sum": "x"}'
    sum-1@1  sum.added  01a1fcbc-95e0-7000-83cf-17102b7f7f86  (new stream)
    git-events: warning: no snapshot of sum-1 by sum was made: the program of sum failed at sum-1@1 (sum.added): Cannot index string with string "value"
    $ git events append sum-1 sum.added --data '{"sum": "x"}' --json
    {"stream":"sum-1","version":2,"id":"01a1fcbd-8040-7000-b466-e9a083914f64","type":"sum.added","time":"2026-11-21T06:14:00.000000Z","actor":"Ada <ada@example.org>","recorder":"Ada <ada@example.org>","data":{"sum":"x"},"position":23,"commit":"566e6ba2d1cb6764117eb7aa752f95d89d737f17","newStream":false,"alreadyRecorded":false}
    git-events: warning: no snapshot of sum-1 by sum was made: the program of sum failed at sum-1@1 (sum.added): Cannot index string with string "value"
    $ git events projection remove sum
    _store@8  projection.removed  sum
    $ printf '%s\n' 'def f: f; f' > loop.jq
    $ git events projection define loop loop.jq --category sum --snapshot-when true
    _store@9  projection.defined  loop
    $ git events append sum-1 sum.added
    sum-1@3  sum.added  01a1fcc1-29c0-7000-a903-8a921825f10d
    git-events: warning: no snapshot of sum-1 by loop was made: the program of loop was stopped after 2.0 seconds at sum-1@1 (sum.added)
    $ git events projection remove loop
    _store@10  projection.removed  loop
    $ git events projection define state merge --snapshot-every 1
    _store@11  projection.defined  state
    $ git tag snapshots/state refs/events/order-42
    $ printf '%s\n' '{"stream":"a-1","type":"a.b"}' '{"stream":"a-2","type":"a.b"}' '{"stream":"a-3","type":"a.b"}' '{"stream":"a-4","type":"a.b"}' '{"stream":"a-5","type":"a.b"}' | git events append --batch
    a-1@1  a.b  01a1fcc4-d340-7000-9d7c-01d4f5407269  (new stream)
    a-2@1  a.b  01a1fcc4-d340-7004-935e-82f1db4c4f7b  (new stream)
    a-3@1  a.b  01a1fcc4-d340-7008-a9b8-2ebc92233300  (new stream)
    a-4@1  a.b  01a1fcc4-d340-700c-80d2-9eb57de1d510  (new stream)
    a-5@1  a.b  01a1fcc4-d340-7010-a2f0-9dabb45c6316  (new stream)
    git-events: warning: no snapshot of a-1 by state was made: the tag snapshots/state is where a part of the name of this snapshot belongs
    git-events: warning: no snapshot of a-2 by state was made: the tag snapshots/state is where a part of the name of this snapshot belongs
    git-events: warning: no snapshot of a-3 by state was made: the tag snapshots/state is where a part of the name of this snapshot belongs
    git-events: warning: 2 more snapshots were not made
    $ git fsck --strict --no-dangling
    notice: HEAD points to an unborn branch (master)
