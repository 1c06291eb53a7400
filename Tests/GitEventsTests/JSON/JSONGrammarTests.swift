import GitEvents
import Testing

/// What RFC 8259 and I-JSON allow, and what they do not.
@Suite struct JSONGrammarTests {
  @Test(arguments: ValidJSON.table)
  func acceptsAndFormats(_ valid: ValidJSON) throws {
    let text = try JSONText(valid.text)
    #expect(text.description == valid.canonical + "\n")
    #expect(text.bytes == Array((valid.canonical + "\n").utf8))
  }

  @Test(arguments: InvalidJSON.table)
  func refusesWithOffsetAndReason(_ invalid: InvalidJSON) {
    let error = #expect(throws: JSONError.self) { try JSONText(invalid.bytes) }
    #expect(error == JSONError(offset: invalid.offset, reason: invalid.reason))
  }

  /// Nothing between two brackets is an empty array; all else is as wrong there as alone.
  @Test(arguments: InvalidJSON.table.filter { !$0.bytes.allSatisfy { $0 <= 0x20 } })
  func refusesTheSameInsideAnArray(_ invalid: InvalidJSON) {
    #expect(throws: JSONError.self) { try JSONText([0x5B] + invalid.bytes + [0x5D]) }
  }

  @Test(arguments: InvalidJSON.table)
  func refusesTheSameAsCanonicalText(_ invalid: InvalidJSON) {
    #expect(throws: JSONError.self) { try JSONText(canonical: invalid.bytes) }
    #expect(throws: JSONError.self) { try JSONText(canonical: invalid.bytes + [0x0A]) }
  }

  @Test(arguments: InvalidJSON.table)
  func refusesTheSameInAFieldNobodyAsksFor(_ invalid: InvalidJSON) {
    let line = Array(#"{"a":"#.utf8) + invalid.bytes + Array("}".utf8)
    #expect(throws: JSONError.self) { try JSONObjectMembers(line) }
  }

  @Test func theTablesAreLarge() {
    #expect(ValidJSON.table.count + InvalidJSON.table.count >= 200)
  }

  @Test func refusesEveryControlCharacterInAString() {
    for byte in UInt8(0)..<0x20 {
      #expect(throws: JSONError(offset: 2, reason: .controlCharacter)) {
        try JSONText([0x22, 0x61, byte, 0x22])
      }
    }
  }

  @Test func refusesEveryByteThatBeginsNoValue() {
    let beginnings = Set("\"{[-0123456789tfn \t\r\n".utf8)
    for byte in UInt8.min...UInt8.max where !beginnings.contains(byte) {
      #expect(throws: JSONError(offset: 0, reason: .unexpectedByte)) { try JSONText([byte, 0x20]) }
    }
  }

  @Test func refusesEveryEscapeThatJSONDoesNotHave() {
    let letters = Set("\"\\/bfnrtu".utf8)
    for byte in UInt8.min...UInt8.max where !letters.contains(byte) {
      #expect(throws: JSONError(offset: 1, reason: .invalidEscape)) {
        try JSONText([0x22, 0x5C, byte, 0x22])
      }
    }
  }

  /// The standard library's decoder says which sequences of up to four bytes are well formed.
  @Test func agreesWithTheStandardLibraryOnUTF8() {
    let edges: [UInt8] = [0x7F, 0x80, 0xBF, 0xC0, 0x8F, 0x90, 0x9F, 0xA0, 0xC2, 0xED, 0xF4, 0xFF]
    for lead in UInt8(0x80)...0xFF {
      for second in edges {
        for third in edges[..<4] {
          for fourth in edges[..<4] {
            for length in 1...4 {
              let bytes = Array([lead, second, third, fourth][..<length])
              let accepted = (try? JSONText([0x22] + bytes + [0x22])) != nil
              if accepted != (String(validating: bytes, as: UTF8.self) != nil) {
                Issue.record("\(bytes): accepted \(accepted)")
              }
            }
          }
        }
      }
    }
  }
}
