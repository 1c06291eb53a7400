import Git
import GitEvents
import GitEventsTesting
import Synchronization
import Testing

/// The times of events and ledger entries, whatever the clock says.
@Suite struct AppendTimesTests {
  private static let start: Int64 = 1_763_701_200_000_000
  private static let tenMinutes: Int64 = 600_000_000

  /// A clock that is set by hand.
  private final class Clock: Sendable {
    let microseconds = Mutex(AppendTimesTests.start)

    var storeClock: StoreClock {
      StoreClock { Timestamp(microseconds: self.microseconds.withLock { $0 }) }
    }

    func set(_ offset: Int64) {
      microseconds.withLock { $0 = AppendTimesTests.start + offset }
    }
  }

  /// The newest entry's time, in microseconds since the start.
  private func ledgerTime(_ fixture: GitFixture) async throws -> Int64 {
    let text = try await fixture.ledger(trailer: "Ledger-Time").first
    let time = try #require(text.flatMap { Timestamp(canonicalText: $0) })
    return time.microseconds - Self.start
  }

  @Test func aClockTenMinutesBehindIsTakenAndNoFurther() async throws {
    let clock = Clock()
    try await withDiskStore(clock: clock.storeClock) { store, fixture in
      clock.set(10 * Self.tenMinutes)
      try store.append([.test()], to: "a")
      // What comes next is a microsecond later than the entry.
      let next = try await ledgerTime(fixture) + 1
      clock.set(next - Self.tenMinutes - 1)
      for stream in ["a", "b"] {
        let error = failure { try store.append([.test()], to: stream) }
        #expect(error?.code == .clockSkew)
        #expect(error?.hint != nil)
        var batch = AppendBatch()
        batch.append(.test(), to: stream)
        #expect(code { _ = try store.plan(batch) } == .clockSkew)
      }
      #expect(try store.position() == 2)
      clock.set(next - Self.tenMinutes)
      let event = try #require(try store.append([.test()], to: "b").events.first)
      #expect(event.time.microseconds == Self.start + next)
    }
  }

  /// An adoption stands on events that another clock dated.
  @Test func aNewReplicaIsHeldToTheSameRule() async throws {
    let clock = Clock()
    try await withDiskStore(clock: clock.storeClock) { store, fixture in
      clock.set(10 * Self.tenMinutes)
      try store.append([.test()], to: "a")
      let copy = try await fixture.copy("copy.git", allStreams)
      let clone = try EventStore.open(
        Repository.open(gitDirectory: copy.gitDirectory),
        options: StoreKind.options(clock: clock.storeClock, seed: 9))
      clock.set(9 * Self.tenMinutes - 1)
      #expect(code { try clone.append([.test()], to: "new") } == .clockSkew)
      #expect(try await copy.git("for-each-ref", "refs/ledger").lines == [])
      clock.set(9 * Self.tenMinutes + 1)
      let event = try #require(try clone.append([.test()], to: "new").events.first)
      #expect(event.time > Timestamp(microseconds: Self.start + 10 * Self.tenMinutes))
    }
  }

  @Test(arguments: [Int64(0), -1_000_000, 1, 5_000_000])
  func timesIncreaseWhateverTheClockDoes(step: Int64) async throws {
    let clock = StoreClock.stepping(from: Timestamp(microseconds: Self.start), by: step)
    try await withDiskStore(clock: clock) { store, fixture in
      for round in 1...5 {
        var batch = AppendBatch()
        for number in 1...4 { batch.append(.test(), to: "s-\((number * round) % 3)") }
        let result = try store.append(batch)
        let times = result.events.map(\.time.microseconds)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(try await ledgerTime(fixture) > (times.last ?? .max) - Self.start)
      }
      let all = try store.readAll(.position, .forward).all()
      #expect(all.count == 21)
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.time < $1.time })
      let entries = try await fixture.ledger(trailer: "Ledger-Time")
      #expect(zip(entries, entries.dropFirst()).allSatisfy { $0 > $1 })
      #expect(try store.readAll(.global, .forward).all() == all)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}
