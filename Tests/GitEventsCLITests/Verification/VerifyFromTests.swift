import Foundation
import GitEventsTesting
import Testing

/// `verify --from`: what lies before a point is taken as it is, and nothing else is.
@Suite struct VerifyFromTests {
  /// A store that was verified with seven events in it, and that has got three since.
  private func withStore(_ body: (SigningFixture) async throws -> Void) async throws {
    try await SigningFixture.with { fixture in
      try await fixture.succeed(["init", "--bare", "."])
      for stream in ["old-1", "both-1", "both-1", "old-1", "old-2", "both-1"] {
        try await fixture.succeed(["append", stream, "a.b", "-F", "at=1"])
      }
      try await fixture.shell(
        "git tag -a -m audited audited $(git for-each-ref | grep ledger | cut -c1-40)")
      try await fixture.succeed(["verify"], at: SigningFixture.now)
      for stream in ["both-1", "both-1", "new-1"] {
        try await fixture.succeed(["append", stream, "a.b", "-F", "at=2"])
      }
      try await body(fixture)
    }
  }

  private func verify(
    _ fixture: SigningFixture, _ start: String, _ more: String...
  ) async throws -> SigningFixture.Outcome {
    try await fixture.run(["verify", "--json", "--from", start] + more, at: SigningFixture.now)
  }

  @Test func onlyWhatIsNewIsRead() async throws {
    try await withStore { fixture in
      let copy = try String(contentsOfFile: state(fixture), encoding: .utf8)
      let entry = try await fixture.shell("git rev-parse audited^{commit}")
      for start in [entry, "commit:\(entry)", String(entry.prefix(12)), "audited", "both-1@3"] {
        let report = try await verify(fixture, start)
        #expect(report.status == 0, "\(start): \(report.output)\(report.errors)")
        #expect(report.output.contains(#""streams":5,"events":3,"#), "\(start): \(report.output)")
        #expect(report.output.contains(#""notRead":7,"since":{""#), "\(start): \(report.output)")
        #expect(report.output.contains(#""position":7,"commit":"\#(entry)""#), "\(start)")
        // What was only taken for sound is not remembered as verified.
        #expect(try String(contentsOfFile: state(fixture), encoding: .utf8) == copy)
      }
      #expect(try await verify(fixture, "both-1@4").output.contains(#""events":2,"#))
      #expect(try await verify(fixture, "old-1@1").output.contains(#""events":8,"#))
      let since = try await verify(fixture, "last")
      #expect(since.output.contains(#""events":3,"#) && since.status == 0)
      // That run is remembered: nothing is new to the next.
      let again = try await verify(fixture, "last")
      #expect(again.output.contains(#""events":0,"#) && again.status == 0)
      #expect(again.output.contains(#""notRead":10,"#) && again.output.contains(#""earlier""#))
      let text = try await fixture.run(["verify", "--from", "audited"], at: SigningFixture.now)
      #expect(text.output.contains("7 events before were not read again"), "\(text.output)")
      let one = try await verify(fixture, "audited", "both-1")
      #expect(one.output.contains(#""streams":1,"events":2,"#), "\(one.output)")
    }
  }

  private func state(_ fixture: SigningFixture) -> String {
    fixture.directory.path("home/.local/state/git-events/verified.jsonl")
  }

  /// However old it is: it does not follow from the point any more.
  @Test(arguments: [
    ("git update-ref refs/events/old-1 refs/events/old-1~1", "stream-rewound"),
    ("git update-ref refs/events/both-1 refs/events/both-1~3", "stream-rewound"),
    ("git update-ref -d refs/events/old-2", "stream-missing"),
    ("git update-ref refs/events/old-2 refs/events/old-1~1", "event-stream"),
    ("git update-ref LEDGER LEDGER~2", "stream-unrecorded"),
    ("git update-ref LEDGER LEDGER~5", "history-rewound"),
    ("git update-ref -d LEDGER", "history-missing"),
    // The first event of an old stream is altered, and those behind it are made anew.
    (
      """
      base=$(git rev-list --reverse refs/events/old-1 | head -1); top=$(git rev-parse refs/events/old-1)
      new=$(git cat-file commit $base | sed 's/^author [^<]*/author Eve /' | git hash-object -t commit -w --stdin)
      git update-ref refs/events/old-1 $(git cat-file commit $top | sed "s/$base/$new/" \
        | git hash-object -t commit -w --stdin)
      """, "stream-replaced"
    ),
    // The same, and every entry of the ledger since the point is made to fit it.
    (
      """
      map='s/^author [^<]*/author Eve /'
      for commit in $(git rev-list --reverse refs/events/both-1); do
        new=$(git cat-file commit $commit | sed "$map" | git hash-object -t commit -w --stdin)
        [ "${map#s/^author}" = "$map" ] || map=
        map="$map;s/$commit/$new/g"
      done
      git update-ref refs/events/both-1 $new
      for entry in $(git rev-list --reverse --first-parent audited..LEDGER); do
        new=$(git cat-file commit $entry | sed "$map" | git hash-object -t commit -w --stdin)
        map="$map;s/$entry/$new/g"
      done
      git update-ref LEDGER $new
      """, "stream-replaced"
    ),
    // The newest event is altered, and nothing else.
    (
      """
      git update-ref refs/events/new-1 $(git cat-file commit refs/events/new-1 \
        | sed 's/^author [^<]*/author Eve /' | git hash-object -t commit -w --stdin)
      """, "stream-replaced"
    ),
  ])
  func whatDoesNotFollowIsFound(_ script: String, _ rule: String) async throws {
    try await withStore { fixture in
      let ledger = try await fixture.ledger
      try await fixture.shell(script.replacingOccurrences(of: "LEDGER", with: ledger))
      let report = try await verify(fixture, "last")
      #expect(report.rules.contains(rule), "\(report.output)\(report.errors)")
      #expect(report.status == 5)
    }
  }

  /// What is not read is not known to be sound: the run says so, and a whole one finds it.
  @Test func whatIsOldIsNotRead() async throws {
    try await withStore { fixture in
      try await fixture.shell(
        """
        blob=$(git rev-parse refs/events/old-1~1:data.json)
        mkdir aside; mv objects/pack/*.pack objects/pack/*.idx aside
        for pack in aside/*.pack; do git unpack-objects -q < $pack; done
        file=objects/$(echo $blob | sed 's/^../&\\//'); chmod u+w $file; : > $file
        """)
      let since = try await verify(fixture, "last")
      // All events of the old part have the same payload; no new one has.
      #expect(since.status == 0, "\(since.output)")
      #expect(since.output.contains(#""earlier""#))
      let whole = try await fixture.run(["verify", "--json"], at: SigningFixture.now)
      #expect(whole.status == 5 && whole.rules.contains("object-damaged"), "\(whole.output)")
    }
  }

  /// Signatures before the point are taken as they are, too.
  @Test func signaturesBeforeThePointAreNotChecked() async throws {
    try await SigningFixture.withStore(sign: "false") { fixture in
      let entry = try await fixture.shell("git rev-parse '\(try await fixture.ledger)'")
      try await fixture.configure("events.sign", "ledger")
      try await fixture.succeed(["append", "s-1", "a.b"])
      let whole = try await fixture.verify("--require-signed")
      #expect(Set(whole.rules) == ["ledger-unsigned", "event-unsigned"])
      let since = try await fixture.verify("--require-signed", "--from", entry)
      #expect(since.rules == [] && since.status == 0, "\(since.output)")
      #expect(
        since.output.contains(#""ledgerCommits":1,"signedLedgerCommits":1,"events":1,"covered":1"#))
    }
  }

  /// A ledger that has come since tells of old events once more: they are read, and were signed where that is not asked.
  @Test func aNewLedgerOfOldEventsIsNoFinding() async throws {
    try await SigningFixture.withStore(sign: "false") { fixture in
      try await fixture.succeed(["verify"], at: SigningFixture.now)
      try await fixture.configure("events.sign", "ledger")
      let copy = fixture.directory.path("copy")
      try await fixture.shell("cp -r '\(fixture.store)' '\(copy)'")
      try await fixture.succeed(["append", "s-9", "a.b"], in: copy)
      try await fixture.shell(
        "git fetch -q '\(copy)' 'refs/events/*:refs/events/*' 'refs/ledger/*:refs/ledger/*'")
      let report = try await fixture.run(
        ["verify", "--json", "--signatures", "--require-signed", "--from", "last"]
          + ["--allowed-signers", fixture.directory.path("allowed")], at: SigningFixture.now)
      #expect(report.rules == [] && report.status == 0, "\(report.output)\(report.errors)")
      #expect(report.output.contains(#""events":1,"covered":1"#), "\(report.output)")
      let whole = try await fixture.verify("--require-signed")
      #expect(Set(whole.rules) == ["ledger-unsigned", "event-unsigned"], "\(whole.output)")
    }
  }

  @Test func aPointThatIsNoneIsRefused() async throws {
    try await withStore { fixture in
      for (start, status) in [
        ("nothing", 4), ("both-1@0", 2), ("both-1@99", 4), ("0123456789abcdef", 4),
      ] as [(String, Int32)] {
        let outcome = try await verify(fixture, start)
        #expect(outcome.status == status, "\(start): \(outcome.output)\(outcome.errors)")
      }
      #expect(try await verify(fixture, "last", "--no-state").status == 2)
      let unknown = try await verify(fixture, "last", "--state", fixture.directory.path("none"))
      #expect(unknown.status == 2 && unknown.errors.contains("nothing is remembered"))
      // An entry that the ledger does not lead back to any more.
      let ledger = try await fixture.ledger
      let tip = try await fixture.shell("git rev-parse '\(ledger)'")
      try await fixture.shell("git update-ref '\(ledger)' '\(ledger)~1'")
      let report = try await verify(fixture, tip, "--no-state")
      #expect(report.rules.contains("history-rewound") && report.status == 5)
    }
  }
}
