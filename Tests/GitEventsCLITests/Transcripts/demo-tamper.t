The demonstration can falsify copies of its store, with plain git, and shows what verify says of each.

    $ git events demo --tamper tour | sed -n '/# Hide/,/# Try/p'
    # Hide events
    \$ git update-ref refs/events/pull_request-2 refs/events/pull_request-2~2
    \$ git events verify
    error: stream-rewound: pull_request-2@27..29: version 27, commit 1af2b58938029b46968acfd997dd3b3b87c97337
        expected version 29, commit af42c85904c8faf29136511d6d637b922a2f5a95
        commit 1af2b58938029b46968acfd997dd3b3b87c97337
        Somebody moved the ref back to hide newer events.

    # Delete a stream
    \$ git update-ref -d refs/events/pull_request-2
    \$ git events verify
    error: stream-missing: pull_request-2@0..29: no ref
        expected version 29, commit af42c85904c8faf29136511d6d637b922a2f5a95
        commit af42c85904c8faf29136511d6d637b922a2f5a95
        Somebody deleted the stream's ref; its events are still reachable from the ledger.

    # Put a stream in another's place
    \$ git update-ref refs/events/demo-1 refs/events/pull_request-2
    \$ git events verify
    error: event-stream: demo-1@1: version 29 of stream pull_request-2
        expected version 1, commit b6ecd0da91935afcb2fe88a404ac2ebfa86a5da6
        commit af42c85904c8faf29136511d6d637b922a2f5a95
        The event was moved here from another stream, or the ref was pointed at another stream.
    error: stream-replaced: demo-1@29: commit b6ecd0da91935afcb2fe88a404ac2ebfa86a5da6
        expected commit af42c85904c8faf29136511d6d637b922a2f5a95 as version 29
        commit af42c85904c8faf29136511d6d637b922a2f5a95
        Somebody rewrote the stream: events were altered, inserted, reordered or removed.

    # Alter what an event says
    \$ new=$(git commit-tree …)    # the same event with the payload of the one before
    \$ git update-ref refs/events/pull_request-2 $new
    \$ git events verify
    error: stream-replaced: pull_request-2@29: commit 8633643e458343d1da6024b325290bd0d8fe9076
        expected commit af42c85904c8faf29136511d6d637b922a2f5a95 as version 29
        commit af42c85904c8faf29136511d6d637b922a2f5a95
        Somebody rewrote the stream: events were altered, inserted, reordered or removed.

    # Back-date an event
    \$ new=$(git commit-tree …)    # the same event, ten years ago
    \$ git update-ref refs/events/pull_request-2 $new
    \$ git events verify
    error: event-time: pull_request-2@28: 2026-11-21T05:01:00.000198Z
        expected a time before 2016-11-21T00:00:00.000000Z, that of version 29
        commit 5b41ec65b6534e73072537b75308f2c49b20f59e
        The event was back-dated, or events changed places.
    error: stream-replaced: pull_request-2@29: commit eb029449fd94655b42291faedba3b0f910c3aea8
        expected commit af42c85904c8faf29136511d6d637b922a2f5a95 as version 29
        commit af42c85904c8faf29136511d6d637b922a2f5a95
        Somebody rewrote the stream: events were altered, inserted, reordered or removed.

    # Forge an event
    \$ new=$(git commit-tree …)    # one more event, made by hand
    \$ git update-ref refs/events/pull_request-2 $new
    \$ git events verify
    error: stream-unrecorded: pull_request-2@30: an event that no ledger tells of
        expected none above version 29
        The events were added by another program than this one, or the ledger was moved back.

    # Set the whole store back, ledger and all
    \$ git update-ref refs/ledger/wr3u5skp refs/ledger/wr3u5skp~1
    \$ git update-ref -d refs/events/demo-1
    \$ git events verify
    error: history-rewound: refs/ledger/wr3u5skp: position 275, commit cfd6cefe9160ad53e3dadf5954c90caeafcd6ba6
        expected a history through commit e0710ce0bd6772330acd0352d4b46cdd8970f60f at position 276, verified 2026-11-21T05:01:00.000000Z
        commit e0710ce0bd6772330acd0352d4b46cdd8970f60f
        The store was set back to an earlier time, or its history was written anew.

    The falsified copies are in /tmp/x/work/tour-tampered-1 to -7

    # Try next
