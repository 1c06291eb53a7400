import Testing

/// A text that must be accepted, and what becomes of it but for the newline at the end.
struct ValidJSON: Sendable, CustomTestStringConvertible {
  let text: String
  let canonical: String

  init(_ text: String, _ canonical: String? = nil) {
    self.text = text
    self.canonical = canonical ?? text
  }

  var testDescription: String { text.debugDescription }

  static let table = words + numbers + strings + containers

  /// Swift does not let literals spell these.
  private static let nonCharacters = String(
    decoding: [0xFDD0, 0xFFFE, 0xFFFF] as [UInt16], as: UTF16.self)

  private static let words: [ValidJSON] = [
    .init("null"), .init("true"), .init("false"),
    .init(" null", "null"), .init("null ", "null"), .init("\t\r\n null\n\r\t ", "null"),
    .init("null\n", "null"), .init("null\r\n", "null"),
  ]

  private static let numbers: [ValidJSON] = [
    .init("0"), .init("-0"), .init("1"), .init("-1"), .init("10"), .init("1234567890"),
    .init("0.0"), .init("-0.0"), .init("0.5"), .init("1.10"), .init("1.000000"),
    .init("0e0"), .init("0E0"), .init("0e+0"), .init("0e-0"), .init("-0e-0"), .init("0.0e00"),
    .init("1e5"), .init("1E5"), .init("1e+5"), .init("1E+05"), .init("1e-5"), .init("1E-5"),
    .init("1E400"), .init("-1e999999999"), .init("1e-999999999"), .init("123.456e78"),
    .init("1234567890123456789012345678901234567890"),
    .init("-9223372036854775809"), .init("18446744073709551616"),
    .init("0.1000000000000000055511151231257827021181583404541015625"),
    .init("3.141592653589793238462643383279"), .init("9007199254740993"),
    .init("20.00"), .init("  -12.50  ", "-12.50"),
  ]

  private static let strings: [ValidJSON] = [
    .init(#""""#), .init(#""a""#), .init(#"" ""#), .init(#""a b""#), .init(#"  "a"  "#, #""a""#),
    .init(#""\b\f\n\r\t\"\\""#), .init(#""\/""#, #""/""#), .init(#""/""#),
    .init(#""\u0008\u000c\u000a\u000d\u0009\u0022\u005c\u002f""#, #""\b\f\n\r\t\"\\/""#),
    .init(#""\u0008\u000C\u000A\u000D""#, #""\b\f\n\r""#),
    .init(#""\u0000""#), .init(#""a\u0000b""#), .init(#""\u0001\u001f""#),
    .init(#""\u001F\u000B""#, #""\u001f\u000b""#), .init(#""\u000e\u0010\u001a""#),
    .init(#""\u0041\u0020\u007e""#, #""A ~""#), .init(#""\u007f""#, "\"\u{7F}\""),
    .init("\"\u{7F}\""), .init("\"\u{80}\""), .init(#""\u0080""#, "\"\u{80}\""),
    .init(#""\u00e9""#, "\"\u{E9}\""), .init(#""\u00E9""#, "\"\u{E9}\""), .init("\"\u{E9}\""),
    .init(#""e\u0301""#, "\"e\u{301}\""), .init("\"e\u{301}\""), .init(#""\u07ff""#, "\"\u{7FF}\""),
    .init(#""\u0800""#, "\"\u{800}\""), .init(#""\u20ac""#, "\"\u{20AC}\""),
    .init(#""\u2028\u2029""#, "\"\u{2028}\u{2029}\""), .init("\"\u{2028}\u{2029}\""),
    .init(#""\ud7ff\ue000""#, "\"\u{D7FF}\u{E000}\""), .init(#""\uFEFF""#, "\"\u{FEFF}\""),
    .init("\"\u{FEFF}\""), .init(#""\ufffd""#, "\"\u{FFFD}\""),
    .init(#""\ufdd0\ufffe\uffff""#, "\"\(nonCharacters)\""),
    .init("\"\(nonCharacters)\""),
    .init(#""\ud800\udc00""#, "\"\u{10000}\""), .init(#""\uDBFF\uDFFF""#, "\"\u{10FFFF}\""),
    .init(#""\ud83d\ude00""#, "\"\u{1F600}\""), .init("\"\u{1F600}\""), .init("\"\u{10FFFF}\""),
    .init(#""\uD83D\uDE00\uD83D\uDE00""#, "\"\u{1F600}\u{1F600}\""),
    .init(#""\\ud800""#), .init(#""\\u0041""#), .init(#""\\\u0041""#, #""\\A""#),
    .init(#""{[]}:,'//*""#), .init("\"\u{202E}\u{200D}\""), .init(#""<script>&""#),
  ]

  private static let containers: [ValidJSON] = [
    .init("[]"), .init("{}"), .init("[ \n\t\r]", "[]"), .init("{ \n\t\r}", "{}"),
    .init("[null]", "[\n  null\n]"), .init("[ 1 , 2 ]", "[\n  1,\n  2\n]"),
    .init("[[]]", "[\n  []\n]"), .init("[{}]", "[\n  {}\n]"), .init("[[],[]]", "[\n  [],\n  []\n]"),
    .init("[[1]]", "[\n  [\n    1\n  ]\n]"),
    .init(#"["a",true,{"b":false}]"#, "[\n  \"a\",\n  true,\n  {\n    \"b\": false\n  }\n]"),
    .init(#"{"a":1}"#, "{\n  \"a\": 1\n}"), .init(#" { "a" : 1 } "#, "{\n  \"a\": 1\n}"),
    .init("{\n\"a\"\n:\n1\n}", "{\n  \"a\": 1\n}"), .init(#"{"":""}"#, "{\n  \"\": \"\"\n}"),
    .init(#"{"b":1,"a":2}"#, "{\n  \"a\": 2,\n  \"b\": 1\n}"),
    .init(#"{"a":{"z":[],"y":{}}}"#, "{\n  \"a\": {\n    \"y\": {},\n    \"z\": []\n  }\n}"),
    .init(
      #"{"c":{"2":0,"1":0},"b":[{"y":1,"x":2}],"a":3}"#,
      """
      {
        "a": 3,
        "b": [
          {
            "x": 2,
            "y": 1
          }
        ],
        "c": {
          "1": 0,
          "2": 0
        }
      }
      """),
    .init(#"{"a":1,"A":2}"#, "{\n  \"A\": 2,\n  \"a\": 1\n}"),
    .init(#"{"aa":1,"a":2,"":3}"#, "{\n  \"\": 3,\n  \"a\": 2,\n  \"aa\": 1\n}"),
    .init(#"{"10":1,"9":2}"#, "{\n  \"10\": 1,\n  \"9\": 2\n}"),
    .init(
      #"{"a!":1,"a":2,"a\"":3,"a ":4}"#,
      "{\n  \"a\": 2,\n  \"a \": 4,\n  \"a!\": 1,\n  \"a\\\"\": 3\n}"),
    .init(#"{"\u0061":1}"#, "{\n  \"a\": 1\n}"),
    .init(
      #"{"Z":1,"\n":2,"\u0000":3,"\\":4}"#,
      "{\n  \"\\u0000\": 3,\n  \"\\n\": 2,\n  \"Z\": 1,\n  \"\\\\\": 4\n}"),
    .init(#"{"a\u0000":1,"a":2}"#, "{\n  \"a\": 2,\n  \"a\\u0000\": 1\n}"),
    .init(
      #"{"abcdefgh\n":1,"abcdefgh\t":2,"abcdefgh":3}"#,
      "{\n  \"abcdefgh\": 3,\n  \"abcdefgh\\t\": 2,\n  \"abcdefgh\\n\": 1\n}"),
    .init(#"{"abcdefgh2":1,"abcdefgh1":2}"#, "{\n  \"abcdefgh1\": 2,\n  \"abcdefgh2\": 1\n}"),
    .init("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\n  \"e\u{301}\": 2,\n  \"\u{E9}\": 1\n}"),
    .init("{\"\u{FF5E}\":1,\"\u{1F600}\":2}", "{\n  \"\u{FF5E}\": 1,\n  \"\u{1F600}\": 2\n}"),
    .init("{\"\u{1F600}\":1,\"\u{FF5E}\":2}", "{\n  \"\u{FF5E}\": 2,\n  \"\u{1F600}\": 1\n}"),
    .init(#"{"a":{"a":{"a":1}}}"#, "{\n  \"a\": {\n    \"a\": {\n      \"a\": 1\n    }\n  }\n}"),
    .init(#"{"__proto__":1,"constructor":2}"#, "{\n  \"__proto__\": 1,\n  \"constructor\": 2\n}"),
  ]
}
