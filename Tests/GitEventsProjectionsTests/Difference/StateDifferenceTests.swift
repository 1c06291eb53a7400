import GitEvents
import GitEventsProjections
import Testing

/// What is different in two states, as people see it.
@Suite struct StateDifferenceTests {
  @Test(
    arguments: [
      ("{}", "{}", []),
      (#"{"a":1,"b":2}"#, #"{"a":1,"b":3,"c":4}"#, ["~.b 2 3", "+.c 4"]),
      (#"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"c":1.0}}}"#, ["~.a.b.c 1 1.0"]),
      (#"{"a":1}"#, "{}", ["-.a 1"]),
      (#"{"a":{"b":1}}"#, #"{"a":[]}"#, [#"~.a {"b":1} []"#]),
      ("1", "2", ["~. 1 2"]),
      ("{}", "[]", ["~. {} []"]),
      (#"{"odd name":1,"":2}"#, #"{"odd name":2,"":3}"#, [#"~.[""] 2 3"#, #"~.["odd name"] 1 2"#]),
      // Arrays by a longest common subsequence; what meets is paired.
      ("[1,2,3]", "[1,9,3]", ["~.[1] 2 9"]),
      ("[1,2,3]", "[1,3]", ["-.[1] 2"]),
      ("[1,3]", "[1,2,3]", ["+.[1] 2"]),
      ("[1,2,3,4]", "[4,1,2,3]", ["+.[0] 4", "-.[3] 4"]),
      ("[1,2,3]", "[]", ["-.[0] 1", "-.[1] 2", "-.[2] 3"]),
      ("[1,2,3,4]", "[1,8,9,7,4]", ["~.[1] 2 8", "~.[2] 3 9", "+.[3] 7"]),
      ("[1,1,2]", "[1,2]", ["-.[1] 1"]),
      (#"[{"q":1,"n":"x"},5]"#, #"[{"q":2,"n":"x"},5]"#, ["~.[0].q 1 2"]),
      (#"{"tags":["a","b"]}"#, #"{"tags":["a","c","b"]}"#, [#"+.tags[1] "c""#]),
      // Elements that have ids.
      (
        #"{"items":[{"id":7,"qty":1},{"id":8,"qty":1}]}"#,
        #"{"items":[{"id":7,"qty":2},{"id":8,"qty":1}]}"#, ["~.items[id=7].qty 1 2"]
      ),
      (
        #"[{"id":1},{"id":2},{"id":3}]"#, #"[{"id":3},{"id":1},{"id":2}]"#, ["*.[id=3] 2 0"]
      ),
      (
        #"[{"id":1},{"id":2},{"id":"x","n":1}]"#, #"[{"id":"x","n":2},{"id":4},{"id":1}]"#,
        [#"*.[id="x"] 2 0"#, #"~.[id="x"].n 1 2"#, #"+.[id=4] {"id":4}"#, #"-.[id=2] {"id":2}"#]
      ),
      (
        #"[{"id":1},{"id":2},{"id":3,"n":1}]"#, #"[{"id":1},{"id":3,"n":2}]"#,
        [#"-.[id=2] {"id":2}"#, "~.[id=3].n 1 2"]
      ),
      ("[]", #"[{"id":1}]"#, [#"+.[id=1] {"id":1}"#]),
      // An id that is not unique, or no scalar, or missing, is no id.
      (
        #"[{"id":1},{"id":1}]"#, #"[{"id":1},{"id":2}]"#, ["~.[1].id 1 2"]
      ),
      (#"[{"id":[1]}]"#, #"[{"id":[2]}]"#, ["~.[0].id[0] 1 2"]),
      (#"[{"id":null}]"#, #"[{"id":null,"a":1}]"#, ["+.[0].a 1"]),
      (#"[{"id":1},5]"#, #"[{"id":2},5]"#, ["~.[0].id 1 2"]),
    ] as [(String, String, [String])])
  func changesAreListed(_ old: String, _ new: String, _ expected: [String]) throws {
    let difference = StateDifference(
      from: try JSONValue(parsing: old), to: try JSONValue(parsing: new))
    #expect(difference.changes.map(Self.line) == expected)
    #expect(difference.isEmpty == expected.isEmpty)
  }

  @Test func changesAreCounted() throws {
    let difference = StateDifference(
      from: try JSONValue(parsing: #"{"a":1,"b":2,"c":{"d":1},"l":[{"id":1},{"id":2}]}"#),
      to: try JSONValue(parsing: #"{"a":2,"c":{"e":{"f":1,"g":2}},"l":[{"id":2},{"id":1}]}"#))
    #expect(
      difference.counts == .init(added: 1, removed: 2, changed: 1, moved: 1))
  }

  @Test(arguments: [
    (
      #"{"a":{"b":1,"c":2}}"#, #"{"a":{"b":9,"c":2}}"#,
      #"[{"op":"replace","path":"/a/b","value":9}]"#
    ),
    (#"{"a/b":{"m~n":1}}"#, #"{"a/b":{}}"#, #"[{"op":"remove","path":"/a~1b/m~0n"}]"#),
    ("[1,2,3,4]", "[1,4]", #"[{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}]"#),
    (
      "[1,4]", "[1,2,3,4]",
      #"[{"op":"add","path":"/1","value":2},{"op":"add","path":"/2","value":3}]"#
    ),
    (
      #"[{"id":1},{"id":2},{"id":3}]"#, #"[{"id":3},{"id":1},{"id":2}]"#,
      #"[{"from":"/2","op":"move","path":"/0"}]"#
    ),
    (
      #"[{"id":1},{"id":2},{"id":3}]"#, #"[{"id":2},{"id":3},{"id":1}]"#,
      #"[{"from":"/0","op":"move","path":"/2"}]"#
    ),
    ("{}", "[]", #"[{"op":"replace","path":"","value":[]}]"#),
    ("{}", "{}", "[]"),
  ])
  func patchesAreShort(_ old: String, _ new: String, _ expected: String) throws {
    let difference = StateDifference(
      from: try JSONValue(parsing: old), to: try JSONValue(parsing: new))
    #expect(difference.patch.value.line == expected)
  }

  @Test(arguments: 0..<40)
  func thePatchMakesTheNewStateOfTheOldOne(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let old = values.value(depth: 4)
      let new = values.below(4) == 0 ? values.value(depth: 4) : values.edited(old)
      let difference = StateDifference(from: old, to: new)
      let patch = try JSONPatch(parsing: difference.patch.text)
      #expect(try patch.apply(to: old).text.bytes == new.text.bytes, "\(old.line) \(new.line)")
      #expect(difference.isEmpty == (old == new))
      #expect(difference.changes.isEmpty == difference.isEmpty)
      #expect(patch.operations.isEmpty == difference.isEmpty)
    }
  }

  @Test(arguments: 0..<40)
  func pointersLeadToWhatChanged(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let old = values.value(depth: 4)
      let new = values.edited(old)
      for change in StateDifference(from: old, to: new).changes {
        switch change.kind {
        case .added(let value): #expect(try change.newPointer.value(in: new) == value)
        case .removed(let value): #expect(try change.oldPointer.value(in: old) == value)
        case .changed(let before, let after):
          #expect(try change.oldPointer.value(in: old) == before)
          #expect(try change.newPointer.value(in: new) == after)
        case .moved(let before, let after):
          let ids = try (
            change.oldPointer.value(in: old)["id"], change.newPointer.value(in: new)["id"]
          )
          #expect(ids.0 == ids.1)
          #expect(change.oldPointer.tokens.last == JSONString(String(before)))
          #expect(change.newPointer.tokens.last == JSONString(String(after)))
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func listsOfElementsWithIDsAreShuffledByFewMoves(_ seed: Int) throws {
    var values = RandomValues(seed: seed)
    for _ in 0..<20 {
      let size = values.below(40)
      let elements = (0..<size).map { id in
        JSONValue.object(JSONMembers([JSONMember(name: "id", value: .number(JSONNumber(id)))]))
      }
      var shuffled = elements
      for _ in 0..<min(size, 3) {
        let element = shuffled.remove(at: values.below(shuffled.count))
        shuffled.insert(element, at: values.below(shuffled.count + 1))
      }
      let difference = StateDifference(from: .array(elements), to: .array(shuffled))
      #expect(difference.patch.operations.count <= 3)
      #expect(try difference.patch.apply(to: .array(elements)) == .array(shuffled))
    }
  }

  @Test func aLargeListThatIsTurnedAroundIsReplaced() throws {
    let elements = (0..<5_000).map { id in
      JSONValue.object(JSONMembers([JSONMember(name: "id", value: .number(JSONNumber(id)))]))
    }
    let old = JSONValue.object(
      JSONMembers([JSONMember(name: "l", value: .array(elements)), .init(name: "x", value: .null)]))
    let new = JSONValue.object(
      JSONMembers([
        JSONMember(name: "l", value: .array(elements.reversed())), .init(name: "x", value: .null),
      ]))
    let difference = StateDifference(from: old, to: new)
    #expect(difference.counts.moved == 4_999)
    #expect(difference.patch.operations == [.replace(JSONPointer(tokens: ["l"]), new["l"]!)])
  }

  @Test func aChangeInALargeObjectIsFound() throws {
    var members = JSONMembers()
    for number in 0..<3_000 {
      members.set(JSONString("k\(number)"), to: .number(JSONNumber(number)))
    }
    let old = JSONValue.object(members)
    members.set("k1500", to: .null)
    members.remove("k2999")
    members.set("k", to: .null)
    let difference = StateDifference(from: old, to: .object(members))
    #expect(
      difference.changes.map(Self.line) == ["+.k null", "~.k1500 1500 null", "-.k2999 2999"])
    // Read from text, the same object is cut into arrays in another way.
    let read = JSONValue(JSONValue.object(members).text)
    #expect(StateDifference(from: old, to: read).changes == difference.changes)
    #expect(StateDifference(from: .object(members), to: read).isEmpty)
  }

  @Test func statesMayBeNestedAsDeeplyAsStatesMayBe() throws {
    let limits = JSONLimits(maximumDepth: 256)
    func nested(_ leaf: String) throws -> JSONValue {
      let opening = String(repeating: "{\"a\":[", count: 128)
      let closing = String(repeating: "]}", count: 128)
      return JSONValue(try JSONText(opening + leaf + closing, limits: limits))
    }
    let (old, new) = (try nested("1"), try nested("2"))
    let difference = StateDifference(from: old, to: new)
    #expect(difference.changes.count == 1)
    #expect(try difference.patch.apply(to: old) == new)
    var provenance = Provenance(cause: 0)
    provenance.update(from: old, to: new, cause: 1)
    #expect(provenance.leaves(of: new).map(\.cause) == [1])
    var merged = old
    merged.merge(new)
    #expect(merged == new)
  }

  private static func line(_ change: StateDifference.Change) -> String {
    switch change.kind {
    case .added(let value): "+\(change.pathText) \(value.line)"
    case .removed(let value): "-\(change.pathText) \(value.line)"
    case .changed(let old, let new): "~\(change.pathText) \(old.line) \(new.line)"
    case .moved(let old, let new): "*\(change.pathText) \(old) \(new)"
    }
  }
}
