import GitEventsProjections
import Testing

/// Which cause last changed each leaf.
@Suite struct ProvenanceTests {
  @Test func leavesAreListedInDocumentOrder() throws {
    let (provenance, value) = try history([
      "{}", #"{"b":{"x":1,"y":2}}"#, #"{"a":[],"b":{"x":1,"y":3}}"#,
      #"{"a":[],"b":{"x":1,"y":3},"c":[1,{"d":null}]}"#,
    ])
    #expect(
      Self.lines(provenance.leaves(of: value)) == [
        ".a [] 2", ".b.x 1 1", ".b.y 3 2", ".c[0] 1 3", ".c[1].d null 3",
      ])
    let below = try JSONPath(parsing: ".b")
    #expect(Self.lines(provenance.leaves(of: value, below: below)) == [".b.x 1 1", ".b.y 3 2"])
    let leaf = try JSONPath(parsing: ".c[1].d")
    #expect(Self.lines(provenance.leaves(of: value, below: leaf)) == [".c[1].d null 3"])
    #expect(provenance.leaves(of: value, below: JSONPath([.name("x")])).isEmpty)
    #expect(provenance.leaves(of: value, below: JSONPath([.name("c"), .index(2)])).isEmpty)
  }

  @Test(arguments: [
    // Elements keep their causes although their indexes change.
    (["[1,2,3]", "[0,1,2,3]", "[0,1,3]"], [".[0] 0 1", ".[1] 1 0", ".[2] 3 0"]),
    (["[1,2,3]", "[1,9,3]"], [".[0] 1 0", ".[1] 9 1", ".[2] 3 0"]),
    // A pair keeps what is equal in it.
    ([#"[{"a":1,"b":1},5]"#, #"[{"a":1,"b":2},5]"#], [".[0].a 1 0", ".[0].b 2 1", ".[1] 5 0"]),
    // Elements that have ids are followed, also to another place.
    (
      [
        #"[{"id":1,"n":1},{"id":2,"n":1}]"#, #"[{"id":2,"n":1},{"id":1,"n":2}]"#,
        #"[{"id":3},{"id":2,"n":3},{"id":1,"n":2}]"#,
      ],
      [".[0].id 3 2", ".[1].id 2 0", ".[1].n 3 2", ".[2].id 1 0", ".[2].n 2 1"]
    ),
    // What is empty is a leaf, and comes and goes like one.
    ([#"{"a":{"b":1}}"#, #"{"a":{}}"#], [".a {} 1"]),
    ([#"{"a":{"b":1}}"#, #"{"a":{}}"#, #"{"a":{"b":1}}"#], [".a.b 1 2"]),
    (["[1]", "[]"], [". [] 1"]), (["{}", "[]", "{}"], [". {} 2"]), (["[]", "[]"], [". [] 0"]),
    // What is removed and comes back is new; a number that is spelled differently has changed.
    ([#"{"a":1,"b":1}"#, #"{"b":1}"#, #"{"a":1,"b":1}"#], [".a 1 2", ".b 1 0"]),
    ([#"{"a":1}"#, #"{"a":1.0}"#], [".a 1.0 1"]),
    ([#"{"a":{"b":1}}"#, #"{"a":5}"#, #"{"a":{"b":1}}"#], [".a.b 1 2"]),
  ])
  func eachLeafHasItsCause(_ versions: [String], _ expected: [String]) throws {
    let (provenance, value) = try history(versions)
    #expect(Self.lines(provenance.leaves(of: value)) == expected)
  }

  @Test(arguments: 0..<20)
  func inObjectsTheCauseIsTheLastVersionInWhichTheLeafWasAnother(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<20 {
      var versions = [Self.withoutArrays(values.object(depth: 4, count: 5))]
      for _ in 0..<8 {
        versions.append(Self.withoutArrays(values.edited(versions[versions.count - 1])))
      }
      expectLeaves(of: versions, mapped: versions)
    }
  }

  @Test(arguments: 0..<20)
  func elementsWithIDsAreLikeMembers(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<20 {
      var lists: [[JSONValue]] = [[]]
      for version in 1..<10 {
        var list = lists[lists.count - 1]
        list.shuffle(using: &values.random)
        if !list.isEmpty, values.below(2) == 0 { list.remove(at: values.below(list.count)) }
        if !list.isEmpty { Self.set("n", JSONNumber(values.below(4)), in: &list[0]) }
        if values.below(3) > 0 {
          var element = JSONValue.emptyObject
          Self.set("id", JSONNumber(version), in: &element)
          list.insert(element, at: values.below(list.count + 1))
        }
        lists.append(list)
      }
      let mapped = lists.map { list in
        list.isEmpty
          ? JSONValue.array([])
          : .object(JSONMembers(list.map { JSONMember(name: Self.key($0), value: $0) }))
      }
      expectLeaves(of: lists.map { .array($0) }, mapped: mapped)
    }
  }

  /// Compares the leaves with those of versions in which there are objects only.
  private func expectLeaves(of versions: [JSONValue], mapped: [JSONValue]) {
    var provenance = Provenance(cause: 0)
    for version in 1..<versions.count {
      provenance.update(from: versions[version - 1], to: versions[version], cause: version)
    }
    let value = versions[versions.count - 1]
    let found = provenance.leaves(of: value).map { leaf in
      var components = leaf.path.components
      if case .index(let index)? = components.first, case .array(let elements) = value {
        components[0] = .name(Self.key(elements[index]))
      }
      return Provenance.Leaf(path: JSONPath(components), value: leaf.value, cause: leaf.cause)
    }
    let leaves = mapped.map { Self.leaves(of: $0) }
    let expected = leaves[leaves.count - 1].map { path, value in
      // The last version before which the place held something else.
      let cause = (1..<leaves.count).last { leaves[$0 - 1][path] != value } ?? 0
      return Provenance.Leaf(path: path, value: value, cause: cause)
    }
    #expect(Set(found) == Set(expected))
    #expect(found.count == expected.count)
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

  private static func withoutArrays(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array: .array([])
    case .object(let members):
      .object(
        JSONMembers(members.map { JSONMember(name: $0.name, value: withoutArrays($0.value)) }))
    default: value
    }
  }

  private static func set(_ name: JSONString, _ number: JSONNumber, in element: inout JSONValue) {
    guard case .object(var members) = element else { return }
    members.set(name, to: .number(number))
    element = .object(members)
  }

  private static func key(_ element: JSONValue) -> JSONString {
    JSONString((element["id"] ?? .null).line)
  }

  private func history(_ versions: [String]) throws -> (Provenance, JSONValue) {
    var provenance = Provenance(cause: 0)
    var value = try JSONValue(parsing: versions[0])
    for (cause, version) in versions.enumerated().dropFirst() {
      let next = try JSONValue(parsing: version)
      provenance.update(from: value, to: next, cause: cause)
      value = next
    }
    return (provenance, value)
  }

  private static func lines(_ leaves: [Provenance.Leaf]) -> [String] {
    leaves.map { "\($0.path) \($0.value.line) \($0.cause)" }
  }
}
