import GitEvents
import GitEventsProjections
import Testing

/// RFC 6901.
@Suite struct JSONPointerTests {
  private static let document = #"""
    {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6,
     " ": 7, "m~n": 8}
    """#

  @Test(arguments: [
    ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
    ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
  ])
  func theExamplesOfTheRFCAreFound(_ pointer: String, _ expected: String) throws {
    let document = try JSONValue(parsing: Self.document)
    #expect(try JSONPointer(parsing: pointer).value(in: document).line == expected)
    #expect(try JSONPointer(parsing: pointer).description == pointer)
  }

  @Test func theEmptyPointerIsTheWholeDocument() throws {
    let document = try JSONValue(parsing: Self.document)
    #expect(try JSONPointer(parsing: "").value(in: document) == document)
  }

  @Test(arguments: [
    "/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/ 1", "/foo/1e0", "//0",
    "/foo/0/x", "/foo/", "/foo/99999999999999999999",
  ])
  func whatIsNotThereIsNotFound(_ pointer: String) throws {
    let document = try JSONValue(parsing: Self.document)
    #expect(throws: JSONPointerError.notFound) {
      try JSONPointer(parsing: pointer).value(in: document)
    }
  }

  @Test(arguments: ["foo", "#/foo", " /foo"])
  func aPointerBeginsWithASlash(_ text: String) {
    #expect(throws: JSONPointerError.noSlash) { try JSONPointer(parsing: text) }
  }

  @Test(arguments: ["/~", "/a~", "/~2", "/~~0", "/a~/b"])
  func aTildeBeginsAnEscape(_ text: String) {
    #expect(throws: JSONPointerError.badEscape) { try JSONPointer(parsing: text) }
  }

  @Test func escapesAreUndoneOnce() throws {
    #expect(try JSONPointer(parsing: "/~01/~10").tokens == ["~1", "/0"])
  }

  @Test func aCombiningMarkBehindASlashBeginsAName() throws {
    #expect(try JSONPointer(parsing: "/\u{301}/a").tokens == ["\u{301}", "a"])
    #expect(try JSONPointer(parsing: "/~0\u{301}").tokens == ["~\u{301}"])
  }

  @Test(arguments: RandomValues.names)
  func everyNameSurvivesItsSpelling(_ name: JSONString) throws {
    let pointer = JSONPointer(tokens: ["a", name])
    #expect(try JSONPointer(parsing: pointer.description) == pointer)
  }
}
