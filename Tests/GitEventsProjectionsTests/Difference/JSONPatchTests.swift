import GitEvents
import GitEventsProjections
import Testing

/// RFC 6902.
@Suite struct JSONPatchTests {
  @Test(arguments: [
    // A.1 to A.7
    (
      #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#,
      #"{"baz":"qux","foo":"bar"}"#
    ),
    (
      #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
      #"{"foo":["bar","qux","baz"]}"#
    ),
    (#"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
    (
      #"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#,
      #"{"foo":["bar","baz"]}"#
    ),
    (
      #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
      #"{"baz":"boo","foo":"bar"}"#
    ),
    (
      #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
      #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
      #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
    ),
    (
      #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
      #"{"foo":["all","cows","eat","grass"]}"#
    ),
    // A.8
    (
      #"{"baz":"qux","foo":["a",2,"c"]}"#,
      #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
      #"{"baz":"qux","foo":["a",2,"c"]}"#
    ),
    // A.10 and A.11
    (
      #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
      #"{"child":{"grandchild":{}},"foo":"bar"}"#
    ),
    (
      #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
      #"{"baz":"qux","foo":"bar"}"#
    ),
    // A.14 and A.16
    (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
    (
      #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
      #"{"foo":["bar",["abc","def"]]}"#
    ),
  ])
  func theExamplesOfAppendixAAreApplied(
    _ document: String, _ patch: String, _ result: String
  ) throws {
    #expect(try apply(patch, to: document) == result)
  }

  @Test(
    arguments: [
      // A.9, A.12 and A.15
      (#"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, .testFailed),
      (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#, .noContainer),
      (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#, .testFailed),
    ] as [(String, String, JSONPatchError.Reason)])
  func theExamplesOfAppendixAThatFailAreRefused(
    _ document: String, _ patch: String, _ reason: JSONPatchError.Reason
  ) {
    #expect(throws: JSONPatchError(operation: 0, reason: reason)) { try apply(patch, to: document) }
  }

  @Test func anOperationWithTwoOpsIsNoJSON() {
    // A.13: the text itself is refused, before it can become a patch.
    let error = #expect(throws: JSONError.self) {
      try apply(#"[{"op":"add","path":"/baz","value":"qux","op":"remove"}]"#, to: #"{"foo":"bar"}"#)
    }
    #expect(error?.reason == .duplicateName)
  }

  @Test(arguments: [
    ("[1]", #"[{"op":"add","path":"","value":{"a":1.0}}]"#, #"{"a":1.0}"#),
    ("[1]", #"[{"op":"replace","path":"","value":2}]"#, "2"),
    ("[1]", #"[{"op":"add","path":"/1","value":2}]"#, "[1,2]"),
    ("[1]", #"[{"op":"add","path":"/0","value":2}]"#, "[2,1]"),
    (#"{"a":1}"#, #"[{"op":"add","path":"/a","value":2}]"#, #"{"a":2}"#),
    (#"{"a":1}"#, #"[{"op":"add","path":"/-","value":2}]"#, #"{"-":2,"a":1}"#),
    (#"{"a":1}"#, #"[{"op":"add","path":"/","value":2}]"#, #"{"":2,"a":1}"#),
    (#"{"0":1}"#, #"[{"op":"replace","path":"/0","value":2}]"#, #"{"0":2}"#),
    (
      #"{"a":{"b":1}}"#, #"[{"op":"copy","from":"/a","path":"/a/c"}]"#,
      #"{"a":{"b":1,"c":{"b":1}}}"#
    ),
    (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a/b","path":"/a"}]"#, #"{"a":1}"#),
    (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":{"b":1}}"#),
    (#"{"a":1,"ab":2}"#, #"[{"op":"move","from":"/a","path":"/ab"}]"#, #"{"ab":1}"#),
    (#"{"a":[1,2,3]}"#, #"[{"op":"move","from":"/a/0","path":"/a/-"}]"#, #"{"a":[2,3,1]}"#),
    (#"{"a":[1]}"#, #"[{"op":"copy","from":"/a/0","path":"/a/0"}]"#, #"{"a":[1,1]}"#),
    (#"{"a":[1]}"#, #"[{"op":"copy","from":"","path":"/b"}]"#, #"{"a":[1],"b":{"a":[1]}}"#),
    (#"{"a":[1]}"#, #"[{"op":"move","from":"/a","path":""}]"#, "[1]"),
    (#"{"a":null}"#, #"[{"op":"test","path":"/a","value":null}]"#, #"{"a":null}"#),
    (#"{"a":null}"#, #"[{"op":"remove","path":"/a"}]"#, "{}"),
    (#"{"a":10.0}"#, #"[{"op":"test","path":"/a","value":1e1}]"#, #"{"a":10.0}"#),
    (
      #"{"a":[{"b":1,"c":2.0}]}"#, #"[{"op":"test","path":"","value":{"a":[{"c":2,"b":1.0}]}}]"#,
      #"{"a":[{"b":1,"c":2.0}]}"#
    ),
    ("{}", "[]", "{}"),
  ])
  func theOperationsOfSection4AreApplied(
    _ document: String, _ patch: String, _ result: String
  ) throws {
    #expect(try apply(patch, to: document) == result)
  }

  @Test(
    arguments: [
      ("{}", #"{"op":"remove","path":"/a"}"#, .nothingAtPath),
      ("{}", #"{"op":"replace","path":"/a","value":1}"#, .nothingAtPath),
      ("{}", #"{"op":"test","path":"/a","value":null}"#, .nothingAtPath),
      ("{}", #"{"op":"move","from":"/a","path":"/b"}"#, .nothingAtSource),
      ("{}", #"{"op":"move","from":"/a","path":"/a"}"#, .nothingAtSource),
      ("{}", #"{"op":"copy","from":"/a","path":"/b"}"#, .nothingAtSource),
      ("[1]", #"{"op":"remove","path":"/1"}"#, .nothingAtPath),
      ("[1]", #"{"op":"remove","path":"/-"}"#, .nothingAtPath),
      ("[1]", #"{"op":"replace","path":"/-","value":2}"#, .nothingAtPath),
      ("[1]", #"{"op":"test","path":"/00","value":1}"#, .nothingAtPath),
      ("[1]", #"{"op":"copy","from":"/-","path":"/0"}"#, .nothingAtSource),
      ("[1]", #"{"op":"add","path":"/2","value":2}"#, .badIndex),
      ("[1]", #"{"op":"add","path":"/01","value":2}"#, .badIndex),
      ("[1]", #"{"op":"add","path":"/a","value":2}"#, .badIndex),
      ("[1]", #"{"op":"add","path":"/-1","value":2}"#, .badIndex),
      ("[1]", #"{"op":"add","path":"/0/a","value":2}"#, .noContainer),
      ("[[1]]", #"{"op":"add","path":"/-/0","value":2}"#, .noContainer),
      ("[1]", #"{"op":"remove","path":"/0/a"}"#, .nothingAtPath),
      (#"{"a":{"b":{}}}"#, #"{"op":"move","from":"/a","path":"/a/b/c"}"#, .moveIntoItself),
      (#"{"a":1}"#, #"{"op":"move","from":"","path":"/b"}"#, .moveIntoItself),
      (#"{"a":1}"#, #"{"op":"remove","path":""}"#, .documentRemoved),
      ("[1]", #"{"op":"test","path":"","value":[1,2]}"#, .testFailed),
      ("[1,2]", #"{"op":"test","path":"","value":[2,1]}"#, .testFailed),
      (#"{"a":1}"#, #"{"op":"test","path":"","value":{"b":1}}"#, .testFailed),
      (#"{"a":1}"#, #"{"op":"test","path":"","value":{"a":1,"b":1}}"#, .testFailed),
      ("\"\u{E9}\"", "{\"op\":\"test\",\"path\":\"\",\"value\":\"e\u{301}\"}", .testFailed),
      ("{}", #"{"path":"/a","value":1}"#, .memberMissing("op")),
      ("{}", #"{"op":1,"path":"/a","value":1}"#, .memberMissing("op")),
      ("{}", #"{"op":"spam","path":"/a","value":1}"#, .unknownOperation),
      ("{}", #"{"op":"Add","path":"/a","value":1}"#, .unknownOperation),
      ("{}", #"{"op":"add","value":1}"#, .memberMissing("path")),
      ("{}", #"{"op":"add","path":null,"value":1}"#, .memberMissing("path")),
      ("{}", #"{"op":"add","path":"/a"}"#, .memberMissing("value")),
      ("{}", #"{"op":"replace","path":"/a"}"#, .memberMissing("value")),
      ("{}", #"{"op":"test","path":"/a"}"#, .memberMissing("value")),
      ("{}", #"{"op":"move","path":"/a"}"#, .memberMissing("from")),
      ("{}", #"{"op":"copy","path":"/a"}"#, .memberMissing("from")),
      ("{}", #"{"op":"remove","path":"a"}"#, .badPointer(member: "path", .noSlash)),
      ("{}", #"{"op":"copy","from":"/~2","path":"/a"}"#, .badPointer(member: "from", .badEscape)),
      ("{}", "[]", .notAnObject),
      ("{}", "null", .notAnObject),
    ] as [(String, String, JSONPatchError.Reason)])
  func whatCannotBeDoneIsRefused(
    _ document: String, _ operation: String, _ reason: JSONPatchError.Reason
  ) {
    // The first operation is sound, so that the error must count.
    let patch = #"[{"op":"test","path":"","value":"# + document + "},\(operation)]"
    #expect(throws: JSONPatchError(operation: 1, reason: reason)) { try apply(patch, to: document) }
  }

  @Test(arguments: ["{}", "null", #"{"op":"remove","path":"/a"}"#])
  func aPatchIsAnArray(_ patch: String) {
    #expect(throws: JSONPatchError(operation: nil, reason: .notAnArray)) {
      try JSONPatch(parsing: JSONText(patch))
    }
  }

  @Test func errorsSayWhichOperationAndWhatToDo() {
    #expect(
      JSONPatchError(operation: 2, reason: .noContainer).description
        == "operation 3: there is no object or array in which its path could be: add that first")
    #expect(
      JSONPatchError(operation: nil, reason: .notAnArray).description
        == "a JSON Patch is an array of operations")
  }

  @Test func aPatchIsWrittenAsItIsRead() throws {
    let text = try JSONText(
      #"""
      [{"op":"add","path":"/a~1b","value":1.50},{"op":"remove","path":"/m~0n"},
       {"op":"replace","path":"","value":[]},{"op":"move","from":"/x","path":"/\"\n"},
       {"op":"copy","from":"","path":"/-"},{"op":"test","path":"/\u00e9","value":null}]
      """#)
    #expect(try JSONPatch(parsing: text).text == text)
  }

  private func apply(_ patch: String, to document: String) throws -> String {
    try JSONPatch(parsing: JSONText(patch)).apply(to: JSONValue(parsing: document)).line
  }
}
