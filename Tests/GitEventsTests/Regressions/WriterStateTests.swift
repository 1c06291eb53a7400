import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// The file that tells the next writer what the last one may have left.
@Suite struct WriterStateTests {
  private static let folders = StoreLayout.paths.lockedFolders
  private static let pack = "pack-" + String(repeating: "a", count: 40)
  private static let target = ObjectID(hex: String(repeating: "1", count: 40)) ?? .zero

  private static let states = [
    WriterState(boot: "b", process: 1, isDirty: false),
    WriterState(boot: "b-1", process: .max, isDirty: true, needsScan: true),
    WriterState(
      boot: "b", process: 7, isDirty: true, needsScan: true, packs: [pack],
      locks: [
        .init(name: "refs/events/order-1", target: target),
        .init(name: "refs/ledger/k3v9x2", target: target),
        .init(name: "refs/tags/snapshots/totals/order-1/7", target: target),
      ]),
  ]

  private func parse(_ bytes: some Sequence<UInt8>) -> WriterState? {
    WriterState(Array(bytes), locksUnder: Self.folders)
  }

  @Test(arguments: states)
  func aStateComesBackAsItWasWritten(state: WriterState) {
    #expect(parse(state.bytes) == state)
  }

  @Test(arguments: states)
  func aPartOfAStateIsNone(state: WriterState) {
    for count in 0..<state.bytes.count {
      #expect(parse(state.bytes.prefix(count)) == nil, "\(count) bytes")
    }
  }

  /// A shorter text over a longer one, before the file is cut.
  @Test func whatIsLeftBehindTheEndCountsForNothing() {
    let bytes = Self.states[0].bytes
    #expect(parse(bytes + Self.states[2].bytes.dropFirst(bytes.count)) == Self.states[0])
  }

  @Test(arguments: [
    "", "\n", "end\n", "hello\nend\n", "git-events state 2\nboot b\npid 1\nclean\nend\n",
    "git-events state 1\nend\n", "git-events state 1\nboot b\npid 1\nend\n",
    "git-events state 1\npid 1\nclean\nend\n", "git-events state 1\nboot b\nclean\nwhat\nend\n",
  ])
  func garbageIsNoState(text: String) {
    #expect(parse(text.utf8) == nil)
    #expect(parse(text.utf8 + [0xFF] + "\nend\n".utf8) == nil)
  }

  @Test(arguments: [
    "pack ../../../outside", "pack pack-../../outside", "pack pack-" + "A1/..",
    "lock \(target) refs/heads/main", "lock \(target) refs/events/../heads/main",
    "lock \(target) ../refs/events/a", "lock \(target) /refs/events/a",
    "lock \(target) refs/tags/v1", "lock \(target) refs/tags/snapshots/../v1",
    "lock \(target) refs/events", "lock \(target) refs/events/", "lock \(target) config",
    "lock \(target) refs/events/a/../../../config", "lock hello refs/events/a",
  ])
  func aForgedNameIsNotBelieved(line: String) {
    let text = "git-events state 1\nboot b\npid 1\ndirty\n\(line)\nend\n"
    #expect(parse(text.utf8) == nil)
  }

  @Test func aForgedStateRemovesNothingOutsideTheStore() async throws {
    try await withDiskStore { store, fixture in
      let victims = ["refs/heads/main.lock", "config.lock", "outside.lock", "outside.pack"]
      let boot = try BootIdentity.current().id
      for (victim, line) in zip(
        victims,
        [
          "lock \(Self.target) refs/heads/main", "lock \(Self.target) refs/events/../../config",
          "lock \(Self.target) outside", "pack ../../outside",
        ])
      {
        try fixture.overwrite(victim, "")
        try fixture.overwrite(
          "git-events/state", "git-events state 1\nboot \(boot)\npid 1\ndirty\n\(line)\nend\n")
        try StoreKind.open(fixture).append([.test()], to: "a")
        #expect(fixture.exists(victim), "\(victim)")
        try fixture.remove(victim)
      }
    }
  }

  /// After a start of the machine every ref is looked at until that has been done without a finding.
  @Test func lookingAtEverythingStaysDueAfterAPartialRecovery() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "good")
      try store.append([.test()], to: "bad")
      let head = try fixture.text("refs/events/bad")
      try fixture.overwrite("refs/events/bad", try fixture.text("refs/events/good"))
      try fixture.forgeState(boot: "earlier", isDirty: false)
      for _ in 1...2 {
        let result = try StoreKind.open(fixture).append([.test()], to: "good")
        let problems = result.recovery?.problems ?? []
        // Only the ledger's newest entry is compared, so the second look finds nothing wrong.
        if problems.isEmpty { break }
        let state = parse(try fixture.text("git-events/state").utf8)
        #expect(state?.isDirty == true)
        #expect(state?.needsScan == true)
      }
      try fixture.overwrite("refs/events/bad", head)
      try StoreKind.open(fixture).append([.test()], to: "bad")
      let state = parse(try fixture.text("git-events/state").utf8)
      #expect(state?.isDirty == false)
      #expect(state?.needsScan == false)
    }
  }
  /// Git that packed refs when the power went holds nothing any more; one that does so now keeps its lock.
  @Test func locksOfPackedRefsAreRemovedWhereTheyAreOlderThanTheBoot() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      for name in ["packed-refs.lock", "packed-refs.new"] {
        try fixture.overwrite(name, "")
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: fixture.file(name))
      }
      try fixture.forgeState(boot: "earlier", isDirty: false)
      try StoreKind.open(fixture).append([.test()], to: "a")
      #expect(!fixture.exists("packed-refs.lock") && !fixture.exists("packed-refs.new"))
      try await fixture.git("pack-refs", "--all")
      try fixture.overwrite("packed-refs.lock", "")
      try fixture.forgeState(boot: "earlier", isDirty: false)
      try StoreKind.open(fixture).append([.test()], to: "a")
      #expect(fixture.exists("packed-refs.lock"))
    }
  }
}
