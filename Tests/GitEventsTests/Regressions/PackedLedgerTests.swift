import GitEvents
import GitEventsTesting
import Testing

/// The ledger's own ref is damaged, and packed-refs says something of it.
@Suite struct PackedLedgerTests {
  @Test(arguments: ["", "hello\n", "ref: refs/heads/main\n"])
  func aLedgerIsRestoredToAValueThatAccountsForEveryEvent(damage: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one"), .test(id: "two")], to: "a")
      try store.append([.test(id: "three")], to: "b")
      let ledger = try await fixture.ledger()
      try await fixture.git("pack-refs", "--all")
      try fixture.overwrite(ledger, damage)
      #expect(code { try StoreKind.open(fixture).append([.test()], to: "a") } == .damaged)
      let report = try StoreKind.open(fixture).recover()
      #expect(report.problems == [])
      #expect(report.repairs.map(\.subject) == [ledger])
      let kept = try fixture.names(in: "git-events/quarantine")
      #expect(kept.count == 1)
      #expect(try fixture.text("git-events/quarantine/" + (kept.first ?? "")) == damage)
      let writer = try StoreKind.open(fixture)
      #expect(try writer.append([.test(id: "four")], to: "a").position == 5)
      #expect(
        try await StoreChecker(fixture).findings(acknowledged: ["one", "two", "three", "four"])
          == [])
      #expect(try writer.recover().isClean)
    }
  }

  @Test(arguments: ["", "hello\n"])
  func aLedgerIsNotSetBackBehindEventsThatItHadTold(damage: String) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "a")
      try await fixture.git("pack-refs", "--all")
      try store.append([.test()], to: "a")
      let ledger = try await fixture.ledger()
      try fixture.overwrite(ledger, damage)
      for _ in 1...2 {
        let report = try StoreKind.open(fixture).recover()
        #expect(report.repairs == [])
        #expect(report.problems.contains { $0.contains(ledger) })
        #expect(try fixture.text(ledger) == damage)
      }
      #expect(code { try StoreKind.open(fixture).append([.test()], to: "a") } == .damaged)
    }
  }
}
