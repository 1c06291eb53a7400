import GitEvents
import GitEventsProjections
import Testing

/// Strings, their escapes and their order.
@Suite struct JSONStringTests {
  @Test(arguments: RandomValues.names)
  func theTextComesBack(_ string: JSONString) throws {
    #expect(JSONString(string.text) == string)
    guard case .string(let read) = JSONValue(try JSONText(JSONValue.string(string).compact()))
    else {
      Issue.record("a string was expected")
      return
    }
    #expect(read == string)
    #expect(Array(read.text.utf8) == Array(string.text.utf8))
  }

  @Test func stringsAreOrderedByTheirCodePoints() {
    for left in RandomValues.names {
      for right in RandomValues.names {
        let precedes = left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
        #expect(
          (left < right) == precedes, "\(left.text.debugDescription) \(right.text.debugDescription)"
        )
        let areSame = left.text.unicodeScalars.elementsEqual(right.text.unicodeScalars)
        #expect((left == right) == areSame)
      }
    }
  }

  @Test func aCombiningMarkBehindAnEscapeStaysBehindIt() {
    let string: JSONString = "\n\u{301}\"\u{301}\\\u{301}"
    #expect(string.text.unicodeScalars.count == 6)
    #expect(
      JSONValue.string(string).line.utf8.elementsEqual("\"\\n\u{301}\\\"\u{301}\\\\\u{301}\"".utf8))
  }
}
