import GitEvents
import GitEventsProjections
import Testing

/// Paths as jq writes them.
@Suite struct JSONPathTests {
  private static let odd = JSONPath([
    .name("a"), .index(3), .name("odd \"name\"\n"), .name("b_1"), .name(""), .index(0), .index(12),
  ])

  @Test func pathsArePrintedForPeopleAndForPrograms() {
    #expect(Self.odd.description == #".a[3]["odd \"name\"\n"].b_1[""][0][12]"#)
    #expect(Self.odd.pointer.description == "/a/3/odd \"name\"\n/b_1//0/12")
    #expect(JSONPath([]).description == ".")
    #expect(JSONPath([.index(3)]).description == ".[3]")
    #expect(JSONPath([.name("1a")]).description == #".["1a"]"#)
    #expect(JSONPath([.name("\u{E9}")]).description == ".[\"\u{E9}\"]")
  }

  @Test(
    arguments: [
      (".", []), (".a", [.name("a")]), (".a.b", [.name("a"), .name("b")]),
      (".a[0].b", [.name("a"), .index(0), .name("b")]), (".[7]", [.index(7)]),
      (#".["x y"]"#, [.name("x y")]), (#"."x y".b"#, [.name("x y"), .name("b")]),
      (#".a."x""#, [.name("a"), .name("x")]), (#".["\u0041\\"]"#, [.name("A\\")]),
      (".[0][1]", [.index(0), .index(1)]),
    ] as [(String, [JSONPath.Component])])
  func pathsAreRead(_ text: String, _ components: [JSONPath.Component]) throws {
    #expect(try JSONPath(parsing: text).components == components)
  }

  @Test(arguments: [
    ("", 0), ("a", 0), ("..", 1), (".a.", 3), (".a[", 3), (".a[]", 3), (".a[-1]", 3), (".a[1", 4),
    (".a[1]b", 5), (".a.[0]", 3), (".1", 2), (".a b", 2), (".a | .b", 2), (#".["x"#, 4),
    (#".["\x"]"#, 2), (#".["x"b]"#, 5), (".a[99999999999999999999]", 23), (".\u{E9}", 1),
  ])
  func whatIsMoreOrLessThanAPathIsRefused(_ text: String, _ offset: Int) {
    #expect(throws: JSONPathError(offset: offset)) { try JSONPath(parsing: text) }
  }

  @Test func everyPathSurvivesItsSpelling() throws {
    #expect(try JSONPath(parsing: Self.odd.description) == Self.odd)
    for name in RandomValues.names {
      for path in [JSONPath([.name(name)]), JSONPath([.name("a"), .name(name), .index(1)])] {
        #expect(try JSONPath(parsing: path.description) == path)
      }
    }
  }

  @Test func valuesAreFound() throws {
    let value = try JSONValue(parsing: #"{"a":[{"b":1},2],"0":3}"#)
    #expect(try JSONPath(parsing: ".a[0].b").value(in: value)?.line == "1")
    #expect(try JSONPath(parsing: ".").value(in: value) == value)
    for absent in [".b", ".a[2]", ".a.b", ".[0]", ".a[0].b.c"] {
      #expect(try JSONPath(parsing: absent).value(in: value) == nil)
    }
  }
}
