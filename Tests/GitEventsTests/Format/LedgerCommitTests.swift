import Git
import GitEvents
import Testing

/// The bytes of `Docs/Format.md`.
@Suite struct LedgerCommitTests {
  private static let emptyTree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")!
  private static let a = ObjectID(hex: String(repeating: "a", count: 40))!
  private static let b = ObjectID(hex: String(repeating: "b", count: 40))!
  private static let c = ObjectID(hex: String(repeating: "c", count: 40))!
  private static let time = Timestamp(canonicalText: "2026-11-21T05:00:00.123457Z")!

  private static func bytes(_ commit: LedgerCommit) throws -> [UInt8] {
    try commit.encode(recorder: Actor("Shop <shop@example.org>"), emptyTree: emptyTree)
  }

  private static func append() -> LedgerCommit {
    LedgerCommit(
      kind: .append, replica: "k3v9x2", position: 120, time: time,
      lines: [
        LedgerLine(component: "order-42", before: 6, after: 7, head: a, isExpected: true),
        LedgerLine(component: "payment-9", before: 0, after: 1, head: b),
      ], previous: c)
  }

  @Test func anEntryIsWrittenToTheByte() throws {
    let expected = """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      parent cccccccccccccccccccccccccccccccccccccccc
      parent aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      parent bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
      author Shop <shop@example.org> 1795237200 +0000
      committer Shop <shop@example.org> 1795237200 +0000

      ledger 120

      order-42 6..7 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa expected
      payment-9 0..1 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb

      Ledger-Replica: k3v9x2
      Ledger-Position: 120
      Ledger-Time: 2026-11-21T05:00:00.123457Z
      Ledger-Kind: append

      """
    let bytes = try LedgerCommitTests.bytes(LedgerCommitTests.append())
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(try LedgerCommit(parsing: bytes) == LedgerCommitTests.append())
  }

  @Test func everyKindIsReadBack() throws {
    let genesis = LedgerCommit(
      kind: .genesis, replica: "k3v9x2", position: 0, time: LedgerCommitTests.time, lines: [],
      previous: nil, storeID: "01993c1e-7d55-7b6e-9f5e-0f4f5e0c9a11", continues: "x")
    var rebase = LedgerCommitTests.append()
    rebase.kind = .rebase
    rebase.lines[0].superseded = .init(before: 5, after: 6, head: LedgerCommitTests.c)
    var pull = LedgerCommitTests.append()
    pull.kind = .pull
    pull.foreignLedgers = [LedgerCommitTests.c]
    var part = LedgerCommitTests.append()
    part.part = .init(number: 2, total: 3)
    for commit in [genesis, rebase, pull, part] {
      #expect(try LedgerCommit(parsing: LedgerCommitTests.bytes(commit)) == commit)
    }
  }

  @Test(arguments: [
    ("6..7", "7..7"), ("6..7", "8..7"), ("6..7", "06..7"), ("6..7", "6.7"), ("6..7", "6..."),
    ("6..7", "-6..7"), ("6..7", "6..9223372036854775807"), ("order-42 6", "order 42 6"),
    ("order-42 6", "payment-9 6"), ("order-42 6", "z-42 6"), ("order-42 6", "%61 6"),
    (" expected", " hoped"), (" expected", " was 5..6"), ("ledger 120", "ledger 121"),
    ("Ledger-Kind: append", "Ledger-Kind: other"), ("Ledger-Kind: append\n", ""),
    ("Ledger-Position: 120", "Ledger-Position: -120"), ("Ledger-Replica: k3v9x2\n", ""),
    ("Ledger-Kind: append\n", "Ledger-Kind: append\nLedger-Part: 1/1\n"),
    ("Ledger-Kind: append\n", "Ledger-Kind: append\nLedger-Part: 3/2\n"),
    ("parent bbbb", "parent cbbb"), ("Ledger-Kind: append", "Ledger-Kind: genesis"),
    ("\n\nLedger", "\n\n\nLedger"), ("\n\norder", "\norder"),
  ])
  func whatBreaksTheFormatIsRefused(_ old: String, _ new: String) throws {
    let bytes = try LedgerCommitTests.bytes(LedgerCommitTests.append())
    let text = String(decoding: bytes, as: UTF8.self)
    let broken = text.replacing(old, with: new)
    #expect(broken != text)
    #expect(throws: FormatError.self) { try LedgerCommit(parsing: Array(broken.utf8)) }
  }
}
