import Foundation
import GitEventsTesting
import Testing

@testable import GitEventsAudit

@Suite struct Base64Tests {
  @Test func itAgreesWithFoundation() {
    var numbers = SeededGenerator(5)
    for count in 0...200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      let text = Data(bytes).base64EncodedString()
      #expect(Base64.encode(bytes) == text)
      #expect(Base64.decode(text.utf8) == bytes)
      let lines = Data(bytes).base64EncodedString(options: .lineLength64Characters)
      #expect(Base64.decode(" \(lines)\n".utf8) == bytes)
    }
  }

  @Test(arguments: [
    "A", "AA", "AAA", "AA=", "A===", "AA==A", "AAA=AAA=", "AB==", "AAB=", "A-A=", "=", "AAAA=",
  ])
  func whatIsNoneIsRefused(_ text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }
}
