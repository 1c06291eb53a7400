import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// A store whose position grows while it has nothing to read, as a ledger of entries without events would.
private final class EmptyGrowingStore: EventStoring {
  let looks = Mutex(0)

  func append(_ batch: AppendBatch) throws(EventStoreError) -> AppendResult {
    throw EventStoreError(.unsupported, "it only grows")
  }

  func read(
    _ stream: StreamName, _ direction: ReadDirection, versions: ClosedRange<Int>?
  ) throws(EventStoreError) -> EventCursor { EventCursor { () in nil } }

  func readAll(
    _ order: ReadOrder, _ direction: ReadDirection, after position: Int
  ) throws(EventStoreError) -> EventCursor { EventCursor { () in nil } }

  func streams() throws(EventStoreError) -> StreamCursor { StreamCursor { () in nil } }

  func position() throws(EventStoreError) -> Int {
    looks.withLock { looks in
      looks += 1
      return looks
    }
  }
}

@Suite struct IdleSubscriptionTests {
  @Test func aSubscriptionSleepsAfterEveryLook() async throws {
    let store = EmptyGrowingStore()
    let reader = Task {
      for try await _ in store.subscribe(every: .milliseconds(50)) {}
    }
    try await Task.sleep(for: .milliseconds(300))
    reader.cancel()
    try await reader.value
    let looks = store.looks.withLock { $0 }
    #expect((1...20).contains(looks))
  }
}
