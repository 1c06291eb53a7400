import GitEvents
import GitEventsProjections
import Testing

/// The members of small and of large objects.
@Suite struct JSONMembersTests {
  @Test(arguments: [(1, 20, 400), (2, 600, 4_000), (3, 5_000, 30_000)])
  func membersBehaveLikeADictionaryInOrder(_ seed: Int, _ names: Int, _ steps: Int) throws {
    var values = RandomValues(seed: seed)
    var members = JSONMembers()
    var model: [String: Int] = [:]
    for step in 0..<steps {
      let text = "name-\(values.below(names))"
      let name = JSONString(text)
      switch values.below(4) {
      case 0:
        let removed = members.remove(name)
        #expect(removed == model.removeValue(forKey: text).map { .number(JSONNumber($0)) })
      case 1:
        let found: Void? = members.update(name) { $0 = .number(JSONNumber(step)) }
        #expect((found == nil) == (model[text] == nil))
        if model[text] != nil { model[text] = step }
      default:
        members.set(name, to: .number(JSONNumber(step)))
        model[text] = step
      }
      #expect(members[name] == model[text].map { .number(JSONNumber($0)) })
    }
    #expect(members.count == model.count)
    #expect(members.map(\.name.text) == model.keys.sorted())
    #expect(members.allSatisfy { $0.value == model[$0.name.text].map { .number(JSONNumber($0)) } })
    // Built at once and built step by step, the same members are equal.
    let read = JSONValue(JSONValue.object(members).text)
    #expect(read == .object(members))
    #expect(read.hashValue == JSONValue.object(members).hashValue)
    members.set("name-x", to: .null)
    #expect(read != .object(members))
  }

  @Test func aLargeObjectCanBeEmptiedAndFilledAgain() {
    var members = JSONMembers()
    for number in 0..<2_000 { members.set(JSONString("\(number)"), to: .null) }
    for number in 0..<2_000 { members.remove(JSONString("\(number)")) }
    #expect(members.isEmpty)
    #expect(members == JSONMembers())
    members.set("a", to: .bool(true))
    #expect(members.count == 1)
  }

  @Test func theLastOfTwoMembersOfANameCounts() {
    let members = JSONMembers([
      JSONMember(name: "b", value: .null), JSONMember(name: "a", value: .bool(true)),
      JSONMember(name: "b", value: .bool(false)),
    ])
    #expect(JSONValue.object(members).line == #"{"a":true,"b":false}"#)
  }

  @Test func changingACopyLeavesTheOriginalAlone() {
    let original = JSONMembers([JSONMember(name: "a", value: .null)])
    var copy = original
    copy.set("b", to: .null)
    _ = copy.update("a") { $0 = .bool(true) }
    #expect(original["a"] == .null)
    #expect(original.count == 1)
  }

  @Test func anErrorWhileChangingKeepsTheMembers() {
    struct Refusal: Error {}
    var members = JSONMembers([JSONMember(name: "a", value: .bool(true))])
    #expect(throws: Refusal.self) {
      try members.update("a") { (_: inout JSONValue) throws(Refusal) in throw Refusal() }
    }
    #expect(members["a"] == .bool(true))
  }
}
