import Git
import GitEventsTesting
import Testing

/// Bytes that no git wrote: never a crash, never another object than was asked for.
@Suite struct DamagedPackTests {
  /// Numbers that depend on their seed alone: a linear congruential generator.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test(arguments: [PackedHistory.deepDeltas, .deltasByName, .oldIndex, .largeOffsets])
  func aFlippedBitIsAnErrorOrNothing(_ history: PackedHistory) async throws {
    try await damage(history, rounds: 60) { bytes, numbers in
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    }
  }

  @Test(arguments: [PackedHistory.deepDeltas, .deltasByName, .oldIndex])
  func aFileThatIsCutShortIsAnError(_ history: PackedHistory) async throws {
    try await damage(history, rounds: 30) { bytes, numbers in
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &numbers))
    }
  }

  @Test func aFileOfGarbageIsAnError() async throws {
    try await damage(.deepDeltas, rounds: 30) { bytes, numbers in
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      for index in place..<min(place + 200, bytes.count) {
        bytes[index] = UInt8.random(in: 0...255, using: &numbers)
      }
    }
  }

  /// Damages the pack or its index again and again, and reads everything each time.
  private func damage(
    _ history: PackedHistory, rounds: Int, _ change: (inout [UInt8], inout Numbers) -> Void
  ) async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await history.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      let pack = try await PackedHistory.packs(fixture)[0]
      let index = String(pack.dropLast(4)) + "idx"
      let sound = [pack: try contents(pack), index: try contents(index)]
      var numbers = Numbers(state: 7)
      var failures = 0
      for round in 0..<rounds {
        let path = round % 2 == 0 ? pack : index
        var bytes = try #require(sound[path])
        change(&bytes, &numbers)
        write(bytes, to: path)
        let database = try fixture.open().objects
        for object in objects {
          do {
            #expect(try database.object(object.id, limit: anySize) == object)
          } catch {
            failures += 1
          }
          _ = try? database.contains(object.id)
        }
        _ = try? database.resolve(prefix: "0000")
        write(try #require(sound[path]), to: path)
        // What failed is read again from the sound file.
        for object in objects.prefix(3) {
          #expect(try database.object(object.id, limit: anySize) == object)
        }
      }
      #expect(failures > 0)
    }
  }
}
