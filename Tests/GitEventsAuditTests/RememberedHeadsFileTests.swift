import Foundation
import GitEvents
import GitEventsAudit
import GitEventsTesting
import Testing

@Suite struct RememberedHeadsFileTests {
  private func heads(_ position: Int) throws -> RememberedHeads {
    let commit = try #require(CommitID(String(repeating: "\(position % 10)", count: 40)))
    return RememberedHeads(
      storeID: "store-\(position)", time: Timestamp(microseconds: 1_700_000_000_000_001),
      ledgers: ["abc": .init(commit: commit, position: position)])
  }

  @Test func eachRepositoryHasItsOwn() async throws {
    try await TemporaryDirectory.with { directory in
      let file = RememberedHeadsFile(directory.path("state/deep/verified.jsonl"))
      #expect(try file.heads(of: "/a") == nil)
      try file.remember(heads(1), of: "/a")
      try file.remember(heads(2), of: "/b \"quoted\"\n")
      try file.remember(heads(3), of: "/a")
      #expect(try file.heads(of: "/a") == heads(3))
      #expect(try file.heads(of: "/b \"quoted\"\n") == heads(2))
      #expect(try file.heads(of: "/c") == nil)
    }
  }

  @Test func anotherFileIsNotTakenForIt() async throws {
    try await TemporaryDirectory.with { directory in
      let path = directory.path("verified.jsonl")
      try "{}\n".write(toFile: path, atomically: false, encoding: .utf8)
      let file = RememberedHeadsFile(path)
      #expect(throws: EventStoreError.self) { try file.heads(of: "/a") }
      #expect(throws: EventStoreError.self) { try file.remember(heads(1), of: "/a") }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}\n")
    }
  }
}
