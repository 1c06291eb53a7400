import Git
import GitEvents
import GitEventsTesting
import Testing

/// The bytes of `Docs/Format.md`.
@Suite struct EventCommitTests {
  private static func full() throws -> EventCommit {
    EventCommit(
      stream: try StreamName("order-42"), version: 7,
      id: try EventID("01993c1e-7d55-7b6e-9f5e-0f4f5e0c9a11"), type: try EventType("order.placed"),
      time: try #require(Timestamp(canonicalText: "2026-11-21T05:00:00.123456Z")),
      occurred: OccurredTime(rfc3339: "2026-11-20T23:10:00.5Z"),
      actor: try Actor("Ada <ada@example.org>"), recorder: try Actor("Shop <shop@example.org>"),
      schema: 2, correlation: "req-881", causation: "01993c1e-7d54",
      tree: try #require(ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")),
      parent: ObjectID(hex: String(repeating: "a", count: 40)))
  }

  @Test func aCommitIsWrittenToTheByte() throws {
    let expected = """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      parent aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      author Ada <ada@example.org> 1795216200 +0000
      committer Shop <shop@example.org> 1795237200 +0000

      order.placed

      Event-Id: 01993c1e-7d55-7b6e-9f5e-0f4f5e0c9a11
      Event-Stream: order-42
      Event-Version: 7
      Event-Time: 2026-11-21T05:00:00.123456Z
      Event-Occurred: 2026-11-20T23:10:00.5Z
      Event-Schema: 2
      Correlation-Id: req-881
      Causation-Id: 01993c1e-7d54

      """
    let bytes = try EventCommitTests.full().encode()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(try EventCommit(parsing: bytes) == EventCommitTests.full())
  }

  @Test func reservedTrailersAndSignaturesAreRead() throws {
    var commit = try EventCommitTests.full()
    commit.payloadReference = "sha256:0123 17"
    commit.code = String(repeating: "b", count: 40)
    #expect(try EventCommit(parsing: commit.encode()) == commit)
    let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
    let text = String(decoding: try commit.encode(), as: UTF8.self)
      .replacing("+0000\n\n", with: "+0000\n" + signature + "\n")
    commit.isSigned = true
    #expect(try EventCommit(parsing: Array(text.utf8)) == commit)
  }

  @Test(arguments: [
    ("Event-Version: 7", "Event-Version: 07"), ("Event-Version: 7", "Event-Version: 0"),
    ("Event-Version: 7", "Event-Version: 99999999999999999999"),
    ("Event-Version: 7", "Event-Version: 1"), ("Event-Version: 7\n", ""),
    ("Event-Version: 7\n", "Event-Version: 7\nEvent-Version: 7\n"),
    ("Event-Stream: order-42", "Event-Stream: "), ("Event-Stream: order-42", "Event-Stream:x"),
    ("Event-Id: 01993c1e-7d55-7b6e-9f5e-0f4f5e0c9a11\n", ""),
    ("05:00:00.123456Z", "05:00:00.12345Z"), ("05:00:00.123456Z", "05:00:01.123456Z"),
    ("23:10:00.5Z", "23:10:00.50Z"), ("23:10:00.5Z", "23:10:00Z"),
    ("23:10:00.5Z", "23:10:01.5Z"), ("order.placed\n\n", "order placed\n\n"),
    ("order.placed\n\n", "order.placed\n"), ("Event-Schema: 2", "Event-Schema: two"),
    ("Correlation-Id: req-881", "Correlation-Id: \u{7}"), ("Causation-Id", "X-Causation"),
    ("parent aaaa", "parent aaa"), ("1795237200 +0000", "1795237201 +0000"),
    ("Causation-Id: 01993c1e-7d54\n", "Causation-Id: 01993c1e-7d54\n\nmore\n"),
    ("Causation-Id: 01993c1e-7d54\n", "Causation-Id: 01993c1e-7d54"),
  ])
  func whatBreaksTheFormatIsRefused(_ old: String, _ new: String) throws {
    let text = String(decoding: try EventCommitTests.full().encode(), as: UTF8.self)
    let broken = text.replacing(old, with: new)
    #expect(broken != text)
    #expect(throws: FormatError.self) { try EventCommit(parsing: Array(broken.utf8)) }
  }

  @Test func noChangeOfOneByteCrashesTheParser() throws {
    let bytes = try EventCommitTests.full().encode()
    for index in bytes.indices {
      for byte in [0, 10, 32, 48, 255, bytes[index] ^ 1] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        _ = try? EventCommit(parsing: changed)
        _ = try? EventCommit(parsing: Array(changed[..<index]))
      }
    }
  }
}
