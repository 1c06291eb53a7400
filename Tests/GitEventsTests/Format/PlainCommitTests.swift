import Git
import GitEvents
import GitEventsTesting
import Testing

/// The quick reader of commits makes what the careful one makes, or leaves a commit to it.
@Suite struct PlainCommitTests {
  private static func commit(_ number: Int) throws -> EventCommit {
    let isFirst = number % 5 == 0
    let time = Timestamp(microseconds: 1_795_237_200_000_000 + Int64(number) * 1_234_567)
    return EventCommit(
      stream: try StreamName(["order-42", "größe-1", "a b"][number % 3]),
      version: isFirst ? 1 : number + 1, id: try EventID("id-\(number)"),
      type: try EventType(["order.placed", "a:b/c"][number % 2]), time: time,
      occurred: [
        nil, OccurredTime(seconds: 1_700_000_000), OccurredTime(seconds: -5, nanoseconds: 1),
      ][
        number % 3],
      actor: try Actor(["Ada <ada@example.org>", "Bo", "Zoë <>"][number % 3]),
      recorder: try Actor("Shop <shop@example.org>"), schema: number % 4 == 0 ? number + 1 : nil,
      correlation: number % 2 == 0 ? "req \(number)" : nil,
      causation: number % 7 == 0 ? "größer" : nil,
      tree: try #require(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")),
      parent: isFirst ? nil : ObjectID(hex: String(repeating: "a", count: 40)))
  }

  private func compare(_ bytes: [UInt8], _ memory: inout EventCommitMemory) -> Bool {
    guard let plain = EventCommit(plain: bytes, recalling: &memory) else { return false }
    do {
      #expect(try EventCommit(parsing: bytes) == plain)
    } catch {
      Issue.record("\(error.reason): \(String(decoding: bytes, as: UTF8.self))")
    }
    return true
  }

  @Test func whatTheStoreWritesIsMostlyPlain() throws {
    var memory = EventCommitMemory()
    var plain = 0
    for number in 0..<420 {
      let commit = try PlainCommitTests.commit(number)
      let bytes = try commit.encode()
      if compare(bytes, &memory) { plain += 1 }
      #expect(try EventCommit(parsing: bytes, recalling: &memory) == commit)
    }
    // One in seven has a causation beyond ASCII.
    #expect(plain == 360)
  }

  @Test func whatIsAcceptedIsAcceptedByTheCarefulReader() throws {
    var random = SeededRandom(seed: 3)
    var memory = EventCommitMemory()
    var accepted = 0
    for round in 0..<6000 {
      var bytes = try PlainCommitTests.commit(round % 420).encode()
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        case 3: bytes[place] = Array("\n <>0-:é".utf8).randomElement(using: &random) ?? 0
        default: bytes.removeSubrange(place..<min(place + 30, bytes.count))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      if compare(bytes, &memory) { accepted += 1 }
    }
    #expect(accepted > 300)
  }
}
