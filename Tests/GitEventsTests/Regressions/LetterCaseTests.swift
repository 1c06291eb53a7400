import GitEvents
import GitEventsTesting
import Testing

/// Where two refs would share one file.
@Suite struct LetterCaseTests {
  @Test func aStreamThatDiffersByCaseAloneIsRefused() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test()], to: "Order-1")
      try await fixture.git("config", "core.ignoreCase", "true")
      for isPacked in [false, true] {
        if isPacked { try await fixture.git("pack-refs", "--all") }
        let writer = try StoreKind.open(fixture)
        for name in ["order-1", "ORDER-1"] {
          let error = failure { try writer.append([.test()], to: name) }
          #expect(error?.code == .invalidInput)
          #expect(error?.message.contains("Order-1") == true)
        }
        try writer.append([.test()], to: "Order-1")
        try writer.append([.test()], to: "order-2")
      }
      #expect(try store.streams().names() == ["Order-1", "_store", "order-2"])
    }
  }

  @Test func whereCasesDifferBothStreamsAreKept() async throws {
    try await withDiskStore { store, fixture in
      try await fixture.git("config", "core.ignoreCase", "false")
      let writer = try StoreKind.open(fixture)
      try writer.append([.test()], to: "Order-1")
      try writer.append([.test()], to: "order-1")
      #expect(try store.version(of: "order-1") == 1)
    }
  }
}
