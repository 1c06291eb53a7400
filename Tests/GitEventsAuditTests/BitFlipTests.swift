import Foundation
import Git
import GitEvents
import GitEventsAudit
import GitEventsTesting
import Testing

/// One bit of one file is another: it is noticed, or nothing that was recorded is another for it.
@Suite struct BitFlipTests {
  private static let flips = CampaignSize.chosen.number("FLIPS", small: 300, large: 20_000)

  @Test(.timeLimit(.minutes(60))) func everyFlippedBitIsNoticedOrChangesNothing() async throws {
    try await GitFixture.with { fixture in
      var numbers = SeededGenerator(CampaignSize.chosen.seed)
      let made = try EventStore.create(
        in: Repository.open(gitDirectory: fixture.gitDirectory),
        options: AuditFixture.options(seed: 4)
      ).store
      try AuditFixture.fill(made, appends: 4, &numbers)
      _ = try await made.maintain(.full)
      try AuditFixture.fill(made, appends: 3, &numbers)
      // Some objects and refs are files of their own, others are packed.
      let events = try made.readAll(.position, .forward).collected()
      let tips = try await references(of: fixture)
      let files = try self.files(of: fixture)
      var noticed = 0
      for flip in 1...BitFlipTests.flips {
        let path = try #require(files.randomElement(using: &numbers))
        let url = URL(fileURLWithPath: path)
        let bytes = try Data(contentsOf: url)
        if bytes.isEmpty { continue }
        var flipped = bytes
        let place = Int.random(in: bytes.indices, using: &numbers)
        flipped[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try flipped.write(to: url)
        let what = "flip \(flip): byte \(place) of \(path)"
        if let report = try report(on: fixture), report.findings.isEmpty {
          let store = try AuditFixture.open(fixture)
          #expect(try store.readAll(.position, .forward).collected() == events, "\(what)")
          #expect(try await references(of: fixture) == tips, "\(what)")
        } else {
          noticed += 1
        }
        try bytes.write(to: url)
      }
      #expect(noticed * 10 > BitFlipTests.flips * 9, "\(noticed) of \(BitFlipTests.flips)")
      #expect(try report(on: fixture)?.findings == [])
    }
  }

  /// Nil where the store cannot even be opened, and says so.
  private func report(on fixture: GitFixture) throws -> VerificationReport? {
    do {
      return try AuditFixture.verify(AuditFixture.open(fixture))
    } catch let error as EventStoreError {
      #expect(error.code == .damaged || error.code == .storeNotFound, "\(error)")
      return nil
    }
  }

  /// The refs of the store; a flipped bit may as well make one that is none of its own.
  private func references(of fixture: GitFixture) async throws -> String {
    try await fixture.git("for-each-ref", "refs/events", "refs/ledger").text
  }

  private func files(of fixture: GitFixture) throws -> [String] {
    let top = fixture.gitDirectory
    let names = FileManager.default.enumerator(atPath: top)?.allObjects as? [String] ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(top)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue
        && (name.hasPrefix("objects/") || name.hasPrefix("refs/") || name == "packed-refs")
    }.map { "\(top)/\($0)" }.sorted()
  }
}

extension EventCursor {
  fileprivate func collected() throws -> [RecordedEvent] {
    var cursor = self
    return try cursor.collect()
  }
}
