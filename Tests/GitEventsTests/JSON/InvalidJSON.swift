import GitEvents
import Testing

/// A text that must be refused, and where and why.
struct InvalidJSON: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let offset: Int
  let reason: JSONError.Reason

  init(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
    self.init(Array(text.utf8), offset, reason)
  }

  init(_ bytes: [UInt8], _ offset: Int, _ reason: JSONError.Reason) {
    self.bytes = bytes
    self.offset = offset
    self.reason = reason
  }

  /// A string of these bytes, whose first one is where the error is.
  static func illFormed(_ bytes: UInt8...) -> InvalidJSON {
    .init([0x22] + bytes + [0x22], 1, .invalidUTF8)
  }

  var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }

  static let table = incomplete + words + numbers + strings + utf8 + arrays + objects + duplicates

  private static let incomplete: [InvalidJSON] = [
    .init("", 0, .unexpectedEnd), .init(" ", 1, .unexpectedEnd), .init("\n\n", 2, .unexpectedEnd),
    .init("[", 1, .unexpectedEnd), .init("[1", 2, .unexpectedEnd), .init("[1,", 3, .unexpectedEnd),
    .init("[[]", 3, .unexpectedEnd), .init("{", 1, .unexpectedEnd), .init("{ ", 2, .unexpectedEnd),
    .init(#"{"a"#, 3, .unexpectedEnd), .init(#"{"a""#, 4, .unexpectedEnd),
    .init(#"{"a":"#, 5, .unexpectedEnd), .init(#"{"a":1"#, 6, .unexpectedEnd),
    .init(#"{"a":1,"#, 7, .unexpectedEnd), .init("\"", 1, .unexpectedEnd),
    .init(#""abc"#, 4, .unexpectedEnd), .init(#""abc\"#, 5, .unexpectedEnd),
    .init(#""\u"#, 3, .unexpectedEnd), .init(#""\u00"#, 5, .unexpectedEnd),
    .init(#""\u0041"#, 7, .unexpectedEnd), .init("t", 1, .unexpectedEnd),
    .init("tru", 3, .unexpectedEnd), .init("fals", 4, .unexpectedEnd),
    .init("nul", 3, .unexpectedEnd),
  ]

  private static let words: [InvalidJSON] = [
    .init("True", 0, .unexpectedByte), .init("TRUE", 0, .unexpectedByte),
    .init("tRUE", 1, .unexpectedByte), .init("nulL", 3, .unexpectedByte),
    .init("nil", 1, .unexpectedByte), .init("None", 0, .unexpectedByte),
    .init("undefined", 0, .unexpectedByte), .init("truefalse", 4, .trailingContent),
    .init("true false", 5, .trailingContent), .init("nullx", 4, .trailingContent),
    .init("NaN", 0, .unexpectedByte), .init("nan", 1, .unexpectedByte),
    .init("Infinity", 0, .unexpectedByte), .init("-Infinity", 1, .invalidNumber),
    .init("-NaN", 1, .invalidNumber), .init("abc", 0, .unexpectedByte),
    .init("'a'", 0, .unexpectedByte), .init("`a`", 0, .unexpectedByte),
    .init("1 2", 2, .trailingContent), .init("{}{}", 2, .trailingContent),
    .init("[]]", 2, .trailingContent), .init("[],", 2, .trailingContent),
    .init("{}}", 2, .trailingContent), .init("\"a\"b", 3, .trailingContent),
    .init("null\u{0}", 4, .trailingContent), .init("\u{0}", 0, .unexpectedByte),
    .init("// a\n1", 0, .unexpectedByte), .init("1 // a", 2, .trailingContent),
    .init("/* a */1", 0, .unexpectedByte), .init("1/**/", 1, .trailingContent),
    .init("#a\n1", 0, .unexpectedByte), .init("1;", 1, .trailingContent),
    .init("\u{FEFF}1", 0, .byteOrderMark), .init("\u{FEFF}", 0, .byteOrderMark),
    .init(" \u{FEFF}1", 1, .unexpectedByte), .init("1\u{FEFF}", 1, .trailingContent),
    .init("\u{A0}1", 0, .unexpectedByte), .init("1\u{2028}", 1, .trailingContent),
    .init("\u{C}1", 0, .unexpectedByte), .init("\u{B}1", 0, .unexpectedByte),
    .init([0xFF, 0xFE, 0x31, 0x00], 0, .unexpectedByte), .init([0x31, 0x00], 1, .trailingContent),
    .init("):]}", 0, .unexpectedByte), .init("\u{FF11}", 0, .unexpectedByte),
  ]

  private static let numbers: [InvalidJSON] = [
    .init("-", 1, .invalidNumber), .init("+", 0, .unexpectedByte), .init("+1", 0, .unexpectedByte),
    .init("--1", 1, .invalidNumber), .init("-+1", 1, .invalidNumber),
    .init("- 1", 1, .invalidNumber),
    .init("00", 1, .invalidNumber), .init("01", 1, .invalidNumber), .init("-01", 2, .invalidNumber),
    .init("00.5", 1, .invalidNumber), .init(".5", 0, .unexpectedByte),
    .init("-.5", 1, .invalidNumber),
    .init("1.", 2, .invalidNumber), .init("1.e5", 2, .invalidNumber),
    .init("0.", 2, .invalidNumber),
    .init("1..2", 2, .invalidNumber), .init("1.2.3", 3, .trailingContent),
    .init("1e", 2, .invalidNumber), .init("1e+", 3, .invalidNumber),
    .init("1E-", 3, .invalidNumber),
    .init("1e1.5", 3, .trailingContent), .init("1e+-1", 3, .invalidNumber),
    .init("1ee1", 2, .invalidNumber), .init("e1", 0, .unexpectedByte),
    .init("0x1F", 1, .trailingContent),
    .init("1_000", 1, .trailingContent), .init("1,000", 1, .trailingContent),
    .init("1f", 1, .trailingContent), .init("1+1", 1, .trailingContent),
    .init("1-", 1, .trailingContent),
    .init("1 000", 2, .trailingContent), .init("1\u{663}", 1, .trailingContent),
  ]

  private static let strings: [InvalidJSON] = [
    .init("\"a\nb\"", 2, .controlCharacter), .init("\"\t\"", 1, .controlCharacter),
    .init("\"\u{0}\"", 1, .controlCharacter), .init("\"\u{1F}\"", 1, .controlCharacter),
    .init(#""\a""#, 1, .invalidEscape), .init(#""\v""#, 1, .invalidEscape),
    .init(#""\0""#, 1, .invalidEscape), .init(#""\x41""#, 1, .invalidEscape),
    .init(#""\'""#, 1, .invalidEscape), .init(#""\ ""#, 1, .invalidEscape),
    .init("\"\\\n\"", 1, .invalidEscape), .init(#""ab\U0041""#, 3, .invalidEscape),
    .init(#""\u""#, 1, .invalidEscape), .init(#""\u004""#, 1, .invalidEscape),
    .init(#""\u00g0""#, 1, .invalidEscape), .init(#""\u+041""#, 1, .invalidEscape),
    .init(#""\u{41}""#, 1, .invalidEscape), .init(#""\u 041""#, 1, .invalidEscape),
    .init(#""\ud800""#, 1, .loneSurrogate), .init(#""\uDBFF""#, 1, .loneSurrogate),
    .init(#""\udc00""#, 1, .loneSurrogate), .init(#""\uDFFF""#, 1, .loneSurrogate),
    .init(#""a\ud800b""#, 2, .loneSurrogate), .init(#""\ud800\n""#, 1, .loneSurrogate),
    .init(#""\ud800\ud800""#, 1, .loneSurrogate), .init(#""\ud800\u0041""#, 1, .loneSurrogate),
    .init(#""\udc00\ud800""#, 1, .loneSurrogate),
    .init(#""\ud83d\ude00\ude00""#, 13, .loneSurrogate),
    .init(#""\ud800\\udc00""#, 1, .loneSurrogate), .init(#""\ud800\uzzzz""#, 7, .invalidEscape),
    .init(#"{"\ud800":1}"#, 2, .loneSurrogate), .init(#"{"\q":1}"#, 2, .invalidEscape),
    .init("{\"\n\":1}", 2, .controlCharacter),
  ]

  private static let utf8: [InvalidJSON] = [
    .illFormed(0x80), .illFormed(0xBF), .illFormed(0xC0, 0x80), .illFormed(0xC1, 0xBF),
    .illFormed(0xC3), .illFormed(0xC3, 0x28), .illFormed(0xC0, 0xAF), .illFormed(0xE0, 0x80, 0x80),
    .illFormed(0xE0, 0x9F, 0xBF), .illFormed(0xE2, 0x82), .illFormed(0xE2, 0x28, 0xA1),
    .illFormed(0xE2, 0x82, 0x28), .illFormed(0xED, 0xA0, 0x80), .illFormed(0xED, 0xBF, 0xBF),
    .illFormed(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80), .illFormed(0xF0, 0x80, 0x80, 0x80),
    .illFormed(0xF0, 0x8F, 0xBF, 0xBF), .illFormed(0xF0, 0x9F, 0x98),
    .illFormed(0xF0, 0x28, 0x8C, 0xBC), .illFormed(0xF0, 0x90, 0x28, 0xBC),
    .illFormed(0xF4, 0x90, 0x80, 0x80), .illFormed(0xF5, 0x80, 0x80, 0x80),
    .illFormed(0xF8, 0x88, 0x80, 0x80, 0x80), .illFormed(0xFC, 0x84, 0x80, 0x80, 0x80, 0x80),
    .illFormed(0xFE), .illFormed(0xFF), .init([0x22, 0xC3], 1, .invalidUTF8),
    .init([0x22, 0xF0, 0x9F, 0x98], 1, .invalidUTF8),
    .init([0x22, 0x61, 0xE9, 0x22], 2, .invalidUTF8),
    .init([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], 2, .invalidUTF8),
    .init([0x31, 0xC3], 1, .trailingContent), .init([0x5B, 0xFF, 0x5D], 1, .unexpectedByte),
  ]

  private static let arrays: [InvalidJSON] = [
    .init("[1,]", 3, .unexpectedByte), .init("[,1]", 1, .unexpectedByte),
    .init("[,]", 1, .unexpectedByte),
    .init("[1,,2]", 3, .unexpectedByte), .init("[1 2]", 3, .unexpectedByte),
    .init("[1;2]", 2, .unexpectedByte),
    .init("[1}", 2, .unexpectedByte), .init("]", 0, .unexpectedByte),
    .init("[]]", 2, .trailingContent),
    .init("[\"a\":1]", 4, .unexpectedByte), .init("[[1]", 4, .unexpectedEnd),
    .init("[{]}", 2, .unexpectedByte),
    .init("[/**/]", 1, .unexpectedByte), .init("[1/**/]", 2, .unexpectedByte),
    .init("[1,\n]", 4, .unexpectedByte), .init("[a]", 1, .unexpectedByte),
    .init("[-]", 2, .invalidNumber),
    .init("[nul]", 4, .unexpectedByte), .init("[...]", 1, .unexpectedByte),
    .init("[\"a]", 4, .unexpectedEnd),
  ]

  private static let objects: [InvalidJSON] = [
    .init("}", 0, .unexpectedByte), .init("{,}", 1, .unexpectedByte),
    .init(#"{"a"}"#, 4, .unexpectedByte),
    .init(#"{"a":}"#, 5, .unexpectedByte), .init(#"{:1}"#, 1, .unexpectedByte),
    .init(#"{"a" 1}"#, 5, .unexpectedByte),
    .init(#"{"a"=1}"#, 4, .unexpectedByte), .init(#"{"a"::1}"#, 5, .unexpectedByte),
    .init(#"{"a":1,}"#, 7, .unexpectedByte),
    .init(#"{"a":1,,"b":2}"#, 7, .unexpectedByte), .init(#"{"a":1 "b":2}"#, 7, .unexpectedByte),
    .init(#"{"a":1]"#, 6, .unexpectedByte), .init("{a:1}", 1, .unexpectedByte),
    .init("{'a':1}", 1, .unexpectedByte),
    .init("{1:1}", 1, .unexpectedByte), .init("{null:1}", 1, .unexpectedByte),
    .init("{[]:1}", 1, .unexpectedByte),
    .init(#"{"a":1,b:2}"#, 7, .unexpectedByte), .init(#"{"a","b"}"#, 4, .unexpectedByte),
    .init("{1}", 1, .unexpectedByte),
    .init(#"{"a":1:2}"#, 6, .unexpectedByte), .init(#"{"a":/*x*/1}"#, 5, .unexpectedByte),
    .init("{]", 1, .unexpectedByte),
  ]

  private static let duplicates: [InvalidJSON] = [
    .init(#"{"a":1,"a":1}"#, 7, .duplicateName), .init(#"{"":1,"":2}"#, 6, .duplicateName),
    .init(#"{"a":1,"b":2,"a":3}"#, 13, .duplicateName),
    .init(#"{"b":1,"a":2,"b":3,"a":4}"#, 13, .duplicateName),
    .init(#"{"a":1,"a":2,"a":3}"#, 7, .duplicateName),
    .init(#"{"a":1,"\u0061":2}"#, 7, .duplicateName),
    .init("{\"\u{E9}\":1,\"\\u00e9\":2}", 8, .duplicateName),
    .init(#"{"\n":1,"\u000a":2}"#, 8, .duplicateName),
    .init(#"{"\u0000":1,"b":2,"\u0000":3}"#, 18, .duplicateName),
    .init(#"{"/":1,"\/":2}"#, 7, .duplicateName),
    .init("{\"\u{1F600}\":1,\"\\ud83d\\ude00\":2}", 10, .duplicateName),
    .init(#"{"x":{"a":1,"a":2},"y":0}"#, 12, .duplicateName),
    .init(#"[{"a":1,"a":2}]"#, 8, .duplicateName),
    .init(#"{"abcdefghi":1,"z":2,"abcdefghi":3}"#, 21, .duplicateName),
  ]
}
