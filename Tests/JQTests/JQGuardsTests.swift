import JQ
import Testing

/// What ends or hangs the process in libjq 1.6, and must not here.
@Suite struct JQGuardsTests {
  @Test(arguments: [
    ("[-1] | implode", "code points"), (#"["a"] | implode"#, "code points"),
    ("[55296] | implode", "code points"), ("[1114112] | implode", "code points"),
    ("[nan] | implode", "code points"), ("1 | implode", "code points"),
    (".[1000000000] = 1", "too large"), (".[1000000000] |= 1", "too large"),
    (".[1000000000] += 1", "too large"), ("setpath([1e9]; 1)", "too large"),
    (#".a[1e12].b = 1"#, "too large"),
    ("fromstream([[1000000000], 1], [[1000000000]])", "too large"),
    (#""x" * 1e9"#, "64 MiB"), (#"1e10 * "x""#, "64 MiB"), (#""x" as $x | 1e9 * $x"#, "64 MiB"),
    ("[1] | del(.[nan])", "NaN"), ("1e300 | todate", "known year"),
    ("1 | strftime(1)", "string format"),
    (#"[1e300,0,1,0,0,0,0,0] | todate"#, "parsed datetime"),
    ("1 | _strindices(1)", "requires strings"),
    (#""x" | @base32z"#, "not a valid format"), (#""x" | test("(")"#, "Regex failure"),
    ("getpath(1)", "Path must be"), ("[1] | getpath([\"a\"])", "Cannot index"),
  ])
  func failsInsteadOfEndingTheProcess(_ source: String, _ message: String) {
    #expect(failure(source).contains(message), "\(source)")
  }

  @Test func whatIsInBoundsStillWorks() throws {
    #expect(try run("[9731, 65] | implode") == [#""☃A""#])
    #expect(try run(".[2] = 1 | .[0] |= 5 | .[5] += 1") == ["[5,null,1,null,null,1]"])
    #expect(
      try run(#"("ab" * 2), (2 * "ab"), ("x" * 0), (3 * 4), ({a:{b:1}} * {a:{c:2}})"#)
        == [#""abab""#, #""abab""#, "null", "12", #"{"a":{"b":1,"c":2}}"#])
    #expect(
      try run("7 % 3, -7 % 3, 7 % -3, (-9223372036854775808) % -1, 5 % -1.5")
        == ["1", "-1", "1", "0", "0"])
    #expect(try run("del(.[1], .[2:4])", "[0,1,2,3,4]") == ["[0,4]"])
    #expect(try run("fromstream(tostream)", #"{"a":[1,{"b":2}]}"#) == [#"{"a":[1,{"b":2}]}"#])
    #expect(try run(".a |= empty", #"{"a":1,"b":2}"#) == [#"{"b":2}"#])
    #expect(try run("error(null)").isEmpty)
    #expect(try run("limit(-1; 1, 2)") == ["1", "2"])
    #expect(
      try run(#"try error("\($__loc__)") catch ."#) == [#""{\"file\":\"<top-level>\",\"line\":1}""#]
    )
    #expect(try run("label $f | 1, break $f, 2") == ["1"])
  }

  @Test func emptyMatchesComeToAnEnd() throws {
    #expect(try run(#""é" | [match(""; "g")]"#) == ["[]"])
    #expect(try run(#""éa" | [scan(".")]"#) == [#"["é","a"]"#])
    #expect(
      try run(#""abc" | gsub("^"; ">"), gsub(""; "-"), gsub("x*"; "-")"#)
        == [#"">abc""#, #""-a-b-c""#, #""-a-b-c""#])
    #expect(try run(#""aé" | gsub(""; "-")"#) == [#""aé""#])
    #expect(try run(#""aa" | indices(""), index(""), rindex("")"#) == ["[]", "null", "null"])
  }

  @Test func substitutionsAreThoseOfTheManual() throws {
    #expect(try run(#""a1b22" | gsub("(?<d>[0-9]+)"; "<\(.d)>")"#) == [#""a<1>b<22>""#])
    #expect(try run(#""abab" | sub("(?<x>B)"; "[\(.x)]"; "i")"#) == [#""a[b]ab""#])
    #expect(
      try run(#""a, b,c" | [splits(", *")], split(", *"; null)"#)
        == [#"["a","b","c"]"#, #"["a","b","c"]"#])
    #expect(try run(#""xyz" | capture("(?<a>y)(?<n>q)?")"#) == [#"{"a":"y","n":null}"#])
    #expect(
      try run(#""Abc" | test("a"; "i"), test("a"), (match(["A", "i"]) | .offset)"#)
        == ["true", "false", "0"])
  }

  @Test func aDeepTextIsRefusedNotRead() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect { try run(".", deep) } throws: { error in
      guard case JQError.input(let message) = error else { return false }
      return message.contains("depth")
    }
  }
}
