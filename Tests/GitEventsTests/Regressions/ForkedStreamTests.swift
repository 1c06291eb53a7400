import GitEvents
import GitEventsTesting
import Testing

/// A ref that was moved to another branch of its stream's history.
@Suite struct ForkedStreamTests {
  /// The other branch may be longer, as long as, or shorter than the one that the ledger knows.
  @Test(arguments: [3, 1], [false, true])
  func aForkedStreamIsNotAppendedTo(others: Int, isOpen: Bool) async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one")], to: "s")
      let copy = try await fixture.copy("copy.git", allStreams)
      try StoreKind.open(copy).append((1...others).map { _ in .test() }, to: "s")
      try store.append([.test(id: "two")], to: "s")
      try store.append([.test()], to: "t")
      try await fixture.fetch(from: copy, "+refs/events/s:refs/events/s")
      let head = try fixture.text("refs/events/s")
      let writer = isOpen ? store : try StoreKind.open(fixture, seed: 5)
      let position = try writer.position()
      #expect(code { try writer.append([.test()], to: "s") } == .damaged)
      var batch = AppendBatch()
      batch.check("s", expecting: .exists)
      batch.append(.test(), to: "t")
      #expect(code { try writer.append(batch) } == .damaged)
      #expect(try writer.position() == position)
      let report = try writer.recover()
      #expect(report.problems.count == 1)
      #expect(report.problems.first?.contains("refs/events/s") == true)
      #expect(try fixture.text("refs/events/s") == head)
      // The others go on.
      try writer.append([.test()], to: "t")
    }
  }

  @Test func aRewoundStreamIsNotAppendedTo() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(), .test()], to: "s")
      try await fixture.git("update-ref", "refs/events/s", "refs/events/s~1")
      #expect(code { try store.append([.test()], to: "s") } == .damaged)
      #expect(try store.recover().problems.count == 1)
    }
  }
}
