import Foundation
import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// Two clones on which things happen by chance; after each, every cached state is the one from scratch.
///
/// `GIT_EVENTS_REPLAY_SEEDS` says how many histories: 2 where it does not, hundreds by hand.
@Suite struct CachedStateCampaign {
  private static let seeds =
    ProcessInfo.processInfo.environment["GIT_EVENTS_REPLAY_SEEDS"].flatMap { Int($0) } ?? 2
  /// A short history by default: each step costs some forty replays.
  private static let steps = seeds > 2 ? 40 : 10
  private static let first =
    ProcessInfo.processInfo.environment["GIT_EVENTS_REPLAY_SEED"].flatMap { Int($0) } ?? 0

  private static let definitions = [
    ProjectionDefinition.merge,
    .counter,
    // Tells the order in which members were set, unless a state has one form.
    ProjectionDefinition(
      name: "order",
      kind: .jq(
        program: """
          .seen[$event.data | keys[0] // "none"] += 1 | .types[$event.type] += 1
          | .firsts = [(.seen, .types) | to_entries[0].key] | .text = (.seen | tojson)
          | .nan = (if .nan == null then nan else 1 end)
          | .chain = ((.chain // 7) * 31 + $event.version) % 1000003
          """)),
    ProjectionDefinition(name: "some", kind: .merge, types: ["t.1", "t.2"]),
  ]

  /// A clone, and all refs of the store at earlier times.
  private struct Clone {
    let fixture: GitFixture
    let clock: StoreClock
    var past: [String] = []

    func open(_ seed: Int) throws -> EventStore {
      try EventStore.open(
        Repository.open(gitDirectory: fixture.gitDirectory),
        options: testOptions(clock: clock, seed: UInt64(seed)))
    }

    func references() async throws -> String {
      try await fixture.git(
        "for-each-ref", "--format=%(objectname) %(refname)", "refs/events", "refs/ledger"
      ).text
    }
  }

  private func streams(_ store: EventStore) throws -> [(name: StreamName, version: Int)] {
    var cursor = try store.streams()
    return try cursor.collect().filter { !$0.name.isReserved }.map { ($0.name, $0.version) }
  }

  private func append(_ store: EventStore, _ values: inout RandomValues) throws {
    var batch = AppendBatch()
    for _ in 0...values.below(values.below(3) == 0 ? 60 : 4) {
      batch.append(
        try .test(values.object(depth: 2, count: 3).text, "t.\(values.below(5))"),
        to: try StreamName(values.one(of: ["a-1", "a-2", "b-1"])))
    }
    try store.append(batch)
  }

  private func expectTheSame(_ store: EventStore, _ values: inout RandomValues) throws {
    let streams = try streams(store)
    for definition in Self.definitions {
      if !streams.isEmpty {
        let (stream, head) = values.one(of: streams)
        for version in [values.below(head + 1), head] {
          let made = try store.replay(stream, at: version, by: definition)
          let scratch = try store.replay(stream, at: version, by: definition, options: .fromScratch)
          #expect(made.state == scratch.state, "\(stream)@\(version) by \(definition.name)")
          #expect(made.skipped == scratch.skipped)
        }
      }
      let scopes = [
        StoreScope(), StoreScope(category: "a"), StoreScope(partition: .stream),
        StoreScope(partition: .key(".data | keys[0]")),
      ]
      let scope = values.one(of: scopes)
      let made = try store.replayAll(scope, by: definition)
      let scratch = try store.replayAll(scope, by: definition, options: .fromScratch)
      #expect(made.state == scratch.state, "\(scope) by \(definition.name)")
      #expect(made.skippedCount == scratch.skippedCount, "\(scope) by \(definition.name)")
      #expect(made.partitionCount == scratch.partitionCount)
    }
  }

  private func randomEvent(
    _ store: EventStore, _ values: inout RandomValues
  ) throws -> RecordedEvent? {
    let streams = try streams(store)
    if streams.isEmpty { return nil }
    let (stream, head) = values.one(of: streams)
    return try store.event(stream.text, 1 + values.below(head))
  }

  private func act(
    _ clones: inout [Clone], _ place: Int, _ seed: Int, _ values: inout RandomValues
  ) async throws -> String {
    let store = try clones[place].open(seed)
    switch values.below(12) {
    case 0...3:
      try append(store, &values)
      return "append"
    case 4, 5:
      guard let event = try randomEvent(store, &values) else { return "" }
      try store.annotate(event, .skip, message: "x")
      return "skip \(event.stream)@\(event.version)"
    case 6:
      guard let event = try randomEvent(store, &values),
        try StoreNotes(of: store).skipped.contains(event.stream, event.id)
      else { return "" }
      try store.annotate(event, .unskip, message: "x")
      return "unskip \(event.stream)@\(event.version)"
    case 7:
      guard let event = try randomEvent(store, &values) else { return "" }
      let definition = values.one(of: Self.definitions)
      try store.makeSnapshot(of: event.stream, at: event.version, by: definition)
      return "snapshot \(event.stream)@\(event.version) by \(definition.name)"
    case 8, 9:
      // The ledgers of the other; its streams only where they go on from ours.
      _ = try? await clones[place].fixture.git(
        "fetch", "--quiet", clones[1 - place].fixture.path, "refs/ledger/*:refs/ledger/*")
      _ = try? await clones[place].fixture.git(
        "fetch", "--quiet", clones[1 - place].fixture.path, "refs/events/*:refs/events/*")
      return "fetch"
    case 10:
      clones[place].past.append(try await clones[place].references())
      return "remember"
    default:
      guard let old = clones[place].past.popLast() else { return "" }
      let now = try await clones[place].references().split(separator: "\n")
      var input = now.map { "delete \($0.split(separator: " ")[1])\n" }.joined()
      try await clones[place].fixture.git(
        ["update-ref", "--stdin"], input: Array(input.utf8))
      input = old.split(separator: "\n").map { line in
        "create \(line.split(separator: " ")[1]) \(line.split(separator: " ")[0])\n"
      }.joined()
      try await clones[place].fixture.git(
        ["update-ref", "--stdin"], input: Array(input.utf8))
      return "rewind"
    }
  }

  @Test(arguments: first..<first + seeds)
  func everyCachedStateIsTheOneFromScratch(_ seed: Int) async throws {
    var values = RandomValues(seed: seed)
    try await withDiskStore { origin, fixture in
      try append(origin, &values)
      try await fixture.git("clone", "--quiet", "--mirror", fixture.path, "copy.git")
      let copy = GitFixture(directory: fixture.directory, name: "store/copy.git", bare: true)
      try await copy.git("remote", "remove", "origin")
      var clones = [
        Clone(
          fixture: fixture, clock: .stepping(from: Timestamp(microseconds: 1_763_702_200_000_000))),
        Clone(
          fixture: copy, clock: .stepping(from: Timestamp(microseconds: 1_763_702_210_000_000))),
      ]
      for step in 0..<Self.steps {
        let place = values.below(2)
        var what: String
        do {
          what = try await act(&clones, place, seed * 1000 + step, &values)
        } catch let error as EventStoreError {
          // What was moved by hand may be refused; then nothing has happened.
          what = "refused: \(error.code) \(error.message)"
        }
        if ProcessInfo.processInfo.environment["GIT_EVENTS_REPLAY_SEED"] != nil {
          print(seed, step, place, what)
        }
        do {
          try expectTheSame(try clones[place].open(seed), &values)
        } catch let error as EventStoreError where error.code == .damaged {
          if ProcessInfo.processInfo.environment["GIT_EVENTS_REPLAY_SEED"] != nil { print(error) }
        }
      }
    }
  }
}
