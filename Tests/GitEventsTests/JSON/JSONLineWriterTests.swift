import GitEvents
import Testing

/// Building lines of JSON Lines.
@Suite struct JSONLineWriterTests {
  @Test func writesMembersInTheirOrder() throws {
    var writer = JSONLineWriter()
    writer.member("stream", string: "order-42")
    writer.member("version", integer: 7)
    writer.member("new", bool: false)
    writer.member("data", text: try JSONText(#"{"b":[1.10],"a":{}}"#))
    writer.member("raw", raw: Array("[1]".utf8))
    writer.beginObject("nested")
    writer.member("a", bool: true)
    writer.beginObject("empty")
    writer.endObject()
    writer.endObject()
    writer.member("z", integer: .min)
    #expect(
      String(decoding: writer.finish(), as: UTF8.self)
        == #"{"stream":"order-42","version":7,"new":false,"data":{"a":{},"b":[1.10]},"raw":[1],"#
        + #""nested":{"a":true,"empty":{}},"z":-9223372036854775808}"#)
  }

  @Test func leavesOutWhatIsAbsent() {
    var writer = JSONLineWriter()
    writer.member("a", string: nil)
    writer.member("b", integer: nil)
    writer.member("c", text: nil)
    #expect(writer.finish() == Array("{}".utf8))
  }

  @Test func escapesWhatItMustAndNothingElse() {
    var writer = JSONLineWriter()
    writer.member("\"\n", string: "\u{0}\u{1F}\u{7F}\u{8}\t\u{C}\r\\/é\u{2028}😀")
    #expect(
      writer.finish()
        == Array("{\"\\\"\\n\":\"\\u0000\\u001f\u{7F}\\b\\t\\f\\r\\\\/é\u{2028}😀\"}".utf8))
  }

  @Test func finishingEndsWhatIsOpen() {
    var writer = JSONLineWriter()
    writer.endObject()
    writer.beginObject("a")
    writer.beginObject("b")
    #expect(writer.finish() == Array(#"{"a":{"b":{}}}"#.utf8))
  }
}
