import GitEvents
import GitEventsProjections
import Testing

/// Which event last changed each leaf of a state.
@Suite struct BlameTests {
  @Test(arguments: 0..<24)
  func theEventIsTheLastBeforeWhichTheLeafWasAnother(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    let payloads = (0..<25).map { _ in
      values.below(12) == 0
        ? values.scalar() : Self.withoutLists(values.object(depth: 4, count: 5))
    }
    let skipped: Set<Int> = seed % 2 == 0 ? [] : [2, 5, 6, 20]
    let history = try History(payloads, skipping: skipped)
    let leaves = history.states.map { Self.leaves(of: $0) }
    for version in [25, values.below(26), 0] {
      let blame = try history.replayer().blame(at: version)
      let expected = leaves[version].map { path, value in
        let cause = version == 0 ? 0 : (1...version).last { leaves[$0 - 1][path] != value }
        return "\(path) \(value.line) \(cause ?? 0)"
      }
      let found = blame.leaves.map { "\($0.path) \($0.value.line) \($0.event?.version ?? 0)" }
      #expect(found.sorted() == expected.sorted())
      #expect(blame.leaves.allSatisfy { !skipped.contains($0.event?.version ?? 0) })
    }
  }

  @Test func onlyLeavesAtThePathOrBelowAreListed() throws {
    let history = try History(
      try [#"{"a":{"b":1,"c":[1,2]},"d":1}"#, #"{"a":{"c":[0,1,2]}}"#]
        .map { try JSONValue(parsing: $0) })
    let replayer = try history.replayer()
    func lines(_ path: String) throws -> [String] {
      try replayer.blame(at: 2, below: JSONPath(parsing: path)).leaves
        .map { "\($0.path) \($0.event?.version ?? 0)" }
    }
    #expect(try lines(".a") == [".a.b 1", ".a.c[0] 2", ".a.c[1] 1", ".a.c[2] 1"])
    #expect(try lines(".a.c[0]") == [".a.c[0] 2"])
    #expect(try lines(".d") == [".d 1"])
    #expect(try lines(".a.x").isEmpty)
    #expect(try lines(".d.x").isEmpty)
    #expect(try lines(".a.c[3]").isEmpty)
  }

  @Test func aStateThatIsNoObjectIsOneLeaf() throws {
    let history = try History(try ["1", "2", "2"].map { try JSONValue(parsing: $0) })
    let leaves = try history.replayer().blame(at: 3).leaves
    #expect(leaves.map(\.path.description) == ["."])
    #expect(leaves.map { $0.event?.version } == [2])
  }

  private static func leaves(
    of value: JSONValue, at path: JSONPath = JSONPath()
  ) -> [JSONPath: JSONValue] {
    guard case .object(let members) = value, !members.isEmpty else { return [path: value] }
    var result: [JSONPath: JSONValue] = [:]
    for member in members {
      let deeper = JSONPath(path.components + [.name(member.name)])
      result.merge(leaves(of: member.value, at: deeper)) { old, _ in old }
    }
    return result
  }

  private static func withoutLists(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array: .array([])
    case .object(let members):
      .object(
        JSONMembers(members.map { JSONMember(name: $0.name, value: withoutLists($0.value)) }))
    default: value
    }
  }
}
