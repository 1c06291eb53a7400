import Git
import Testing

@Suite struct ObjectIDTests {
  @Test func onlyLowerCaseHexadecimalDigitsAreRead() throws {
    let text = Array("0123456789abcdef0f1e2d3c4b5a69788796a5b4".utf8)
    let id = try #require(ObjectID(hex: text))
    #expect(id.hexBytes == text)
    let digits = Array("0123456789abcdef".utf8)
    for place in text.indices {
      for byte in UInt8.min...UInt8.max {
        var other = text
        other[place] = byte
        let read = ObjectID(hex: other)
        #expect((read != nil) == digits.contains(byte), "\(byte) at \(place)")
        if let read { #expect(read.hexBytes == other) }
      }
    }
    #expect(ObjectID(hex: text.dropLast()) == nil)
    #expect(ObjectID(hex: text + [48]) == nil)
  }
}
