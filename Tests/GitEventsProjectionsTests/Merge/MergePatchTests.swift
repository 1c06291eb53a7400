import GitEventsProjections
import Testing

/// RFC 7396.
@Suite struct MergePatchTests {
  @Test func theExampleOfSection3IsMerged() throws {
    var document = try JSONValue(
      parsing: #"""
        {"title": "Goodbye!", "author": {"givenName": "John", "familyName": "Doe"},
         "tags": ["example", "sample"], "content": "This will be unchanged"}
        """#)
    let patch = try JSONValue(
      parsing: #"""
        {"title": "Hello!", "phoneNumber": "+01-123-456-7890", "author": {"familyName": null},
         "tags": ["example"]}
        """#)
    let expected = try JSONValue(
      parsing: #"""
        {"title": "Hello!", "author": {"givenName": "John"}, "tags": ["example"],
         "content": "This will be unchanged", "phoneNumber": "+01-123-456-7890"}
        """#)
    document.merge(patch)
    #expect(document == expected)
  }

  @Test func theExampleOfSection1IsMerged() throws {
    var document = try JSONValue(parsing: #"{"a": "b", "c": {"d": "e", "f": "g"}}"#)
    document.merge(try JSONValue(parsing: #"{"a":"z", "c": {"f": null}}"#))
    #expect(document.line == #"{"a":"z","c":{"d":"e"}}"#)
  }

  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, "null", "null"),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
    ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func theExamplesOfAppendixAAreMerged(
    _ original: String, _ patch: String, _ result: String
  ) throws {
    var value = try JSONValue(parsing: original)
    value.merge(try JSONValue(parsing: patch))
    #expect(value.line == result)
  }

  @Test(arguments: [
    // Numbers keep their digits.
    (#"{"a":1.10}"#, #"{"b":2.0e+1}"#, #"{"a":1.10,"b":2.0e+1}"#),
    (#"{"a":1}"#, #"{"a":1.0}"#, #"{"a":1.0}"#),
    // Nulls inside arrays are values.
    ("{}", #"{"a":[null,{"b":null}]}"#, #"{"a":[null,{"b":null}]}"#),
    ("null", "{}", "{}"),
    (#"{"a":1}"#, "{}", #"{"a":1}"#),
    (#"{"a":1}"#, #"{"a":{"b":null,"c":2}}"#, #"{"a":{"c":2}}"#),
    // Differently normalised names are different names.
    ("{\"\u{E9}\":1}", "{\"e\u{301}\":null}", "{\"\u{E9}\":1}"),
  ])
  func valuesAreTakenAsTheyAre(_ original: String, _ patch: String, _ result: String) throws {
    var value = try JSONValue(parsing: original)
    value.merge(try JSONValue(parsing: patch))
    #expect(value.compact() == Array(result.utf8))
  }

  @Test(arguments: 0..<20)
  func mergingDoesWhatThePseudocodeOfTheRFCDoes(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let target = values.value(depth: 4)
      let patch = values.below(2) == 0 ? values.edited(target) : values.value(depth: 4)
      var merged = target
      merged.merge(patch)
      #expect(merged == Self.mergePatch(target, patch))
      let once = merged
      merged.merge(patch)
      #expect(merged == once, "merging a patch twice is merging it once")
    }
  }

  @Test(arguments: 0..<10)
  func thePatchBetweenTwoObjectsMakesOneTheOther(_ seed: Int) {
    var values = RandomValues(seed: seed)
    for _ in 0..<100 {
      let old = values.object(depth: 4, count: 5)
      let new = Self.withoutNulls(values.edited(old))
      guard case .object = new else { continue }
      var merged = old
      merged.merge(Self.patch(from: old, to: new))
      #expect(merged == new)
    }
  }

  /// Section 2's pseudocode.
  private static func mergePatch(_ target: JSONValue?, _ patch: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result: [JSONString: JSONValue] = [:]
    if case .object(let members)? = target {
      for member in members { result[member.name] = member.value }
    }
    for change in changes {
      result[change.name] =
        change.value == .null ? nil : mergePatch(result[change.name], change.value)
    }
    return .object(JSONMembers(result.map { JSONMember(name: $0.key, value: $0.value) }))
  }

  /// What an object can be made by a patch: none of its objects has null members.
  private static func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(
      JSONMembers(
        members.filter { $0.value != .null }
          .map { JSONMember(name: $0.name, value: withoutNulls($0.value)) }))
  }

  private static func patch(from old: JSONValue, to new: JSONValue) -> JSONValue {
    guard case .object(let olds) = old, case .object(let news) = new else { return new }
    var changes = JSONMembers()
    for member in olds where news[member.name] == nil { changes.set(member.name, to: .null) }
    for member in news {
      guard let before = olds[member.name] else {
        changes.set(member.name, to: member.value)
        continue
      }
      if before != member.value {
        changes.set(member.name, to: patch(from: before, to: member.value))
      }
    }
    return .object(changes)
  }
}
