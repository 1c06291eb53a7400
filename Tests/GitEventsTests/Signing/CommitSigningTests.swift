import Git
import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// How often a store signs, and what becomes of an append whose signer fails.
@Suite struct CommitSigningTests {
  /// Signs with a number, and fails when told to.
  private final class NumberSigner: CommitSigner {
    private let state = Mutex<(made: Int, left: Int)>((0, .max))

    var made: Int { state.withLock { $0.made } }

    /// Fails after so many more.
    func fail(after count: Int) { state.withLock { $0.left = count } }

    func signature(of commit: [UInt8]) throws(EventStoreError) -> [UInt8] {
      let number = state.withLock { state -> Int? in
        if state.left == 0 { return nil }
        state.left -= 1
        state.made += 1
        return state.made
      }
      guard let number else { throw EventStoreError(.signingFailed, "the test said so") }
      return Array("signature \(number)\n".utf8)
    }
  }

  private static func batch(_ stream: String, _ count: Int = 1) throws -> AppendBatch {
    AppendBatch(
      Array(
        repeating: EventData(type: try EventType("a.b"), data: try JSONText("{}")), count: count),
      to: try StreamName(stream), expecting: .any)
  }

  private func withStore(
    _ scope: CommitSigning.Scope,
    _ body: (EventStore, NumberSigner, GitFixture) async throws -> Void
  ) async throws {
    try await GitFixture.with { fixture in
      let signer = NumberSigner()
      var options = EventStoreOptions(
        recorder: try Actor(name: "R", email: "r@e"), clock: .stepping(), random: .seeded(1),
        maintainsItself: false)
      options.signing = CommitSigning(scope, with: signer)
      let repository = try Repository.open(gitDirectory: fixture.gitDirectory)
      let store = try EventStore.create(in: repository, options: options).store
      try await body(store, signer, fixture)
      try await fixture.fsck()
    }
  }

  @Test func oneSignatureCoversAnAppend() async throws {
    try await withStore(.ledger) { store, signer, fixture in
      // A genesis and the entry that creates the store.
      #expect(signer.made == 2)
      try store.append(try Self.batch("s-1", 10))
      #expect(signer.made == 3)
      let writer = store.writer()
      let answers = writer.append(try (1...20).map { try Self.batch("s-\($0)") })
      try writer.close()
      #expect(answers.allSatisfy { (try? $0.get()) != nil })
      // Twenty appends that came together share an entry, and with it a signature.
      #expect(signer.made == 4)
      let ledger = try await fixture.git("for-each-ref", "--format=%(refname)", "refs/ledger").text
      var unsigned: [String] = []
      for commit in try await fixture.git("rev-list", "--first-parent", ledger).lines {
        let text = try await fixture.git("cat-file", "commit", commit).text
        if !text.contains("\ngpgsig signature ") { unsigned.append(commit) }
      }
      #expect(unsigned == [])
    }
  }

  /// An entry of more than 256 streams is a chain of commits, each of which is signed.
  @Test func eachPartOfALargeAppendIsSigned() async throws {
    try await withStore(.ledger) { store, signer, _ in
      let before = signer.made
      var batch = AppendBatch()
      for number in 1...600 {
        batch.append(
          EventData(type: try EventType("a.b"), data: try JSONText("{}")),
          to: try StreamName("s-\(number)"))
      }
      try store.append(batch)
      #expect(signer.made == before + 3)
    }
  }

  @Test func eachEventIsSignedByItself() async throws {
    try await withStore(.event) { store, signer, _ in
      #expect(signer.made == 3)
      try store.append(try Self.batch("s-1", 10))
      #expect(signer.made == 14)
      let writer = store.writer()
      _ = writer.append(try (1...20).map { try Self.batch("s-\($0)") })
      try writer.close()
      #expect(signer.made == 35)
    }
  }

  /// Nothing is acknowledged of a group whose entry could not be signed, nothing of it is there, and what comes behind
  /// it goes on.
  @Test func aGroupThatCannotBeSignedIsNotThere() async throws {
    try await withStore(.ledger) { store, signer, fixture in
      let before = try await fixture.git("for-each-ref").text
      let writer = store.writer()
      signer.fail(after: 0)
      for answer in writer.append(try (1...3).map { try Self.batch("s-\($0)") }) {
        guard case .failure(let error) = answer else {
          Issue.record("an append was acknowledged")
          continue
        }
        #expect(error.code == .signingFailed)
      }
      #expect(try await fixture.git("for-each-ref").text == before)
      signer.fail(after: .max)
      let result = try await writer.append(try Self.batch("s-1"))
      #expect(result.outcomes.map(\.event.version) == [1])
      try writer.close()
      #expect(try store.version(of: try StreamName("s-1")) == 1)
      #expect(try store.version(of: try StreamName("s-2")) == 0)
    }
  }

  /// Wherever in an append the signer fails.
  @Test func anAppendThatCannotBeSignedIsNotThere() async throws {
    try await withStore(.event) { store, signer, fixture in
      let before = try await fixture.git("for-each-ref").text
      for count in 0...3 {
        signer.fail(after: count)
        let error = #expect(throws: EventStoreError.self) {
          try store.append(try Self.batch("s-1", 3))
        }
        #expect(error?.code == .signingFailed)
        let writer = store.writer()
        await #expect(throws: EventStoreError.self) {
          try await writer.append(try Self.batch("s-1", 3))
        }
        try writer.close()
        #expect(try await fixture.git("for-each-ref").text == before)
      }
      signer.fail(after: 4)
      try store.append(try Self.batch("s-1", 3))
    }
  }
}
