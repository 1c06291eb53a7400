import Testing

@testable import Git

/// Differences as we write them, made into objects again as git would.
@Suite struct DeltaEncoderTests {
  private func remade(_ object: [UInt8], from base: [UInt8]) throws -> (bytes: [UInt8], size: Int) {
    let difference = DeltaEncoder(base).difference(to: object)
    let made = difference.withUnsafeBytes { bytes in
      Result { () throws(PackFailure) in try ObjectDelta(bytes).apply(to: base) }
    }
    return (try made.get(), difference.count)
  }

  @Test(arguments: [
    ("", ""), ("", "abc"), ("abc", ""), ("abc", "abcd"),
    ("the same line\n", "the same line\n"),
    ("one two three four five", "four five one two three"),
    ("parent 0123456789\nauthor A\n", "parent 9876543210\nauthor A\n"),
  ])
  func anObjectIsMadeAgain(_ base: String, _ object: String) throws {
    #expect(try remade(Array(object.utf8), from: Array(base.utf8)).bytes == Array(object.utf8))
  }

  /// Runs longer than an instruction inserts or copies in a byte, and offsets of two bytes.
  @Test func longPartsAreMadeAgain() throws {
    var random = SystemRandomNumberGenerator()
    let noise = (0..<DeltaEncoder.largest).map { _ in UInt8.random(in: 0...255, using: &random) }
    let other = (0..<700).map { _ in UInt8.random(in: 0...255, using: &random) }
    let objects: [[UInt8]] = [
      Array(noise[3000...]) + other, other, noise.reversed(), Array(noise[300..<556]),
      Array(noise[255..<512]) + Array(noise[1000..<3000]),
    ]
    for object in objects { #expect(try remade(object, from: noise).bytes == object) }
    #expect(try remade(noise, from: noise).size < 16)
    var changed = noise
    changed.replaceSubrange(2000..<2020, with: other[..<20])
    #expect(try remade(changed, from: noise).size < 48)
  }

  /// Pieces of a base in any order, with others between them.
  @Test func anyMixtureIsMadeAgain() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let base = (0..<Int.random(in: 0...600)).map { _ in UInt8.random(in: 97...104, using: &random)
      }
      var object: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12) {
        let start = Int.random(in: 0...base.count)
        object += base[start..<min(base.count, start + Int.random(in: 0...80))]
        object += (0..<Int.random(in: 0...9)).map { _ in UInt8.random(in: 97...104, using: &random)
        }
      }
      #expect(try remade(object, from: base).bytes == object)
    }
  }
}
