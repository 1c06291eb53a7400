import GitEvents
import GitEventsProjections
import GitEventsTesting
import Testing

/// The same state from scratch, from a snapshot and from a checkpoint, byte for byte.
@Suite struct ThreeWaysTests {
  private static let types = ["made", "changed", "changed.again", "closed"]

  /// Appends random payloads, many of them alike.
  private func grow(
    _ store: EventStore, _ stream: StreamName, by count: Int, _ values: inout RandomValues
  ) throws {
    var events: [EventData] = []
    for _ in 0..<count {
      let value = values.below(9) == 0 ? values.value(depth: 2) : values.object(depth: 3, count: 5)
      events.append(try .test(value.text, values.one(of: Self.types)))
    }
    try store.append(events, to: stream)
  }

  private var scratchOnly: ReplayOptions { .fromScratch }

  private var snapshotsOnly: ReplayOptions {
    var options = ReplayOptions()
    options.usesCheckpoints = false
    return options
  }

  private var checkpointsOnly: ReplayOptions {
    var options = ReplayOptions()
    options.usesSnapshots = false
    return options
  }

  @Test(arguments: 0..<24)
  func aStateIsTheSameWhateverItIsMadeFrom(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    let store = try memoryStore()
    let stream = try StreamName("thing-\(seed)")
    var length = 0
    for _ in 0..<4 {
      let count = 1 + values.below(90)
      try grow(store, stream, by: count, &values)
      length += count
      for definition in [ProjectionDefinition.merge, .counter] {
        let version = values.below(length + 1)
        let scratch = try store.replay(stream, at: version, by: definition, options: scratchOnly)
        #expect(scratch.origin == .beginning)
        #expect(scratch.eventCount == version)
        for options in [snapshotsOnly, checkpointsOnly, ReplayOptions()] {
          let other = try store.replay(stream, at: version, by: definition, options: options)
          #expect(other.state == scratch.state)
          #expect(other.commit == scratch.commit)
        }
        let point = 1 + values.below(length)
        try store.makeSnapshot(of: stream, at: point, by: definition)
      }
      let typed = try store.replay(stream, by: Counter())
      #expect(try typed == store.replay(stream, by: Counter(), options: .fromScratch))
      #expect(typed.count == length)
    }
  }

  @Test func mergeIsWhatTheReferenceSays() throws {
    var values = RandomValues(seed: 77)
    let store = try memoryStore()
    let stream = try StreamName("reference")
    try grow(store, stream, by: 120, &values)
    var expected = JSONValue.emptyObject
    var cursor = try store.read(stream, .forward)
    while let event = try cursor.next() {
      expected = naiveMerge(expected, JSONValue(event.data)) ?? .null
      let made = try store.replay(stream, at: event.version)
      #expect(made.state == expected.text)
    }
  }

  @Test func aSecondReplayReadsOnlyWhatIsNew() throws {
    var values = RandomValues(seed: 5)
    let store = try memoryStore()
    let stream = try StreamName("long-1")
    try grow(store, stream, by: 200, &values)
    #expect(try store.replay(stream).eventCount == 200)
    let again = try store.replay(stream)
    #expect(again.eventCount == 0)
    #expect(again.origin == .checkpoint(version: 200))
    try grow(store, stream, by: 7, &values)
    #expect(try store.replay(stream).eventCount == 7)
  }

  @Test func aLongReplayLeavesStatesOnItsWay() throws {
    let store = try memoryStore()
    let stream = try StreamName("long-2")
    for batch in 0..<4 {
      try store.append(
        (0..<1000).map { try .test("{\"n\":\(batch * 1000 + $0)}") }, to: stream)
    }
    _ = try store.replay(stream)
    let earlier = try store.replay(stream, at: 3100)
    #expect(earlier.origin == .checkpoint(version: 3000))
    #expect(earlier.state == (try JSONText("{\"n\":3099}")))
  }
}

/// RFC 7396, section 2, as it is written there.
func naiveMerge(_ target: JSONValue, _ patch: JSONValue) -> JSONValue? {
  guard case .object(let changes) = patch else { return patch }
  var members: [JSONString: JSONValue] = [:]
  if case .object(let own) = target { for member in own { members[member.name] = member.value } }
  for change in changes {
    if change.value == .null {
      members[change.name] = nil
    } else {
      members[change.name] = naiveMerge(members[change.name] ?? .null, change.value)
    }
  }
  return .object(JSONMembers(members.map { JSONMember(name: $0.key, value: $0.value) }))
}
