import Foundation
import Git
import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// The same state three ways on disk, over real events and over generated ones.
///
/// `GIT_EVENTS_REPLAY_EVENTS` says how many are generated: 2,000 where it does not, 100,000 by hand.
@Suite struct ThreeWaysCampaign {
  private static let count =
    ProcessInfo.processInfo.environment["GIT_EVENTS_REPLAY_EVENTS"].flatMap { Int($0) } ?? 2000

  /// A program whose state depends on the order and on every event.
  private static let digest = ProjectionDefinition(
    name: "digest",
    kind: .jq(
      program: """
        .count += 1 | .types[$event.type] += 1 | .sizes += ($event.data | tostring | length)
        | .chain = ((.chain // 7) * 31 + $event.version) % 1000003
        | .last = $event.data
        """))

  /// A projection that is replayed from the events, from snapshots and from checkpoints.
  private struct Ways {
    let definition: ProjectionDefinition
    let scratch: PreparedProjection
    let snapshots: PreparedProjection
    let checkpoints: PreparedProjection

    init(_ definition: ProjectionDefinition) throws {
      self.definition = definition
      scratch = try PreparedProjection(definition, options: .fromScratch)
      var options = ReplayOptions()
      options.usesCheckpoints = false
      snapshots = try PreparedProjection(definition, options: options)
      options = ReplayOptions()
      options.usesSnapshots = false
      checkpoints = try PreparedProjection(definition, options: options)
    }

    func expectTheSame(_ store: EventStore, _ stream: StreamName) throws {
      let head = try store.version(of: stream)
      let point = max(1, head * 2 / 3)
      let expected = try store.replay(stream, by: scratch)
      #expect(expected.origin == .beginning)
      try store.makeSnapshot(of: stream, at: point, by: definition)
      let fromSnapshot = try store.replay(stream, by: snapshots)
      #expect(fromSnapshot.state == expected.state)
      #expect(fromSnapshot.origin == .snapshot(version: point))
      _ = try store.replay(stream, by: checkpoints)
      let fromCheckpoint = try store.replay(stream, by: checkpoints)
      #expect(fromCheckpoint.state == expected.state)
      if head >= 96 { #expect(fromCheckpoint.origin != .beginning) }
    }
  }

  private func expectSameThreeWays(_ store: EventStore) throws {
    for ways in try [Ways(.merge), Ways(Self.digest)] {
      for stream in try streams(store) { try ways.expectTheSame(store, stream) }
    }
    for stream in try streams(store) {
      let typed = try store.replay(stream, by: Counter(), options: .fromScratch)
      #expect(try store.replay(stream, by: Counter()) == typed)
      #expect(try store.replay(stream, by: Counter()) == typed)
    }
  }

  private func expectSameTwoWays(_ store: EventStore) throws {
    let scopes = [
      StoreScope(), StoreScope(partition: .stream), StoreScope(partition: .key(".type")),
    ]
    for scope in scopes {
      let scratch = try store.replayAll(scope, by: Self.digest, options: .fromScratch)
      _ = try store.replayAll(scope, by: Self.digest)
      let again = try store.replayAll(scope, by: Self.digest)
      #expect(again.state == scratch.state)
      #expect(again.usedCheckpoint && again.eventCount == 0)
    }
  }

  private func streams(_ store: EventStore) throws -> [StreamName] {
    var cursor = try store.streams()
    return try cursor.collect().map(\.name).filter { !$0.isReserved }
  }

  @Test func realEventsAmountToTheSame() async throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CDemoData/github-webhooks.jsonl")
    let rows = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    try await withDiskStore { store, _ in
      for row in rows {
        let value = JSONValue(try JSONText(Array(row)))
        let data = try #require(value["data"])
        try store.append(
          [.test(data.text, try #require(value["type"]?.string))],
          to: StreamName(try #require(value["stream"]?.string)))
      }
      try expectSameThreeWays(store)
      try expectSameTwoWays(store)
    }
  }

  @Test func generatedEventsAmountToTheSame() async throws {
    var values = RandomValues(seed: 4711)
    try await withDiskStore { store, _ in
      var left = Self.count
      while left > 0 {
        var batch = AppendBatch()
        for _ in 0..<min(left, 2000) {
          batch.append(
            try .test(values.object(depth: 3, count: 6).text, "type.\(values.below(9))"),
            to: try StreamName("thing-\(values.below(max(10, Self.count / 100)))"))
        }
        left -= batch.steps.count
        try store.append(batch)
      }
      try expectSameThreeWays(store)
      try expectSameTwoWays(store)
    }
  }
}
