import Foundation
import GitEventsCLI
import GitEventsTesting
import Testing

struct ImportTests {
  private func rows(_ count: Int) -> [String] {
    (0..<count).map { #"{"stream":"s-\#($0 % 7)","type":"made","data":{"n":\#($0)}}"# }
  }

  @Test func importGoesOnOverSeveralChunksAndAddsNothingTwice() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      try tool.write("rows.jsonl", rows(5000))
      #expect(try await tool.run(["import", "rows.jsonl"]).output == "added 5000, skipped 0\n")
      #expect(try await tool.run(["import", "rows.jsonl"]).output == "added 0, skipped 5000\n")
    }
  }

  @Test func aBadRowBehindAFullChunkIsNamedAndTheRestIsResumed() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      var lines = rows(4500)
      lines[4200] = #"{"stream":"s-0","type":"made","data":{"n":01}}"#
      try tool.write("rows.jsonl", lines)
      let first = try await tool.run(["import", "rows.jsonl"])
      #expect(first.status == 2)
      #expect(first.output == "added 4200, skipped 0\n")
      #expect(first.errors.contains("rows.jsonl:4201, byte 43"))
      try tool.write("rows.jsonl", rows(4500))
      #expect(try await tool.run(["import", "rows.jsonl"]).output == "added 300, skipped 4200\n")
    }
  }

  @Test func aConflictInsideAChunkKeepsWhatStoodBeforeIt() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      var lines = rows(20)
      lines[11] = #"{"stream":"s-0","type":"made","expect":99}"#
      try tool.write("rows.jsonl", lines)
      let outcome = try await tool.run(["import", "rows.jsonl"])
      #expect(outcome.status == 3)
      #expect(outcome.output == "added 11, skipped 0\n")
      #expect(outcome.errors.contains("rows.jsonl:12:"))
      let atomic = try await tool.run(["import", "rows.jsonl", "--atomic", "--source", "other"])
      #expect(atomic.status == 3)
      #expect(atomic.output == "added 0, skipped 0\n")
    }
  }

  @Test func equalRowsAreSeparateEventsAndANewSourceIsANewInput() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      try tool.write("rows.jsonl", Array(repeating: #"{"stream":"s","type":"made"}"#, count: 3))
      #expect(try await tool.run(["import", "rows.jsonl"]).output == "added 3, skipped 0\n")
      let other = try await tool.run(["import", "rows.jsonl", "--source", "other"])
      #expect(other.output == "added 3, skipped 0\n")
      let new = try await tool.run(["import", "rows.jsonl", "--new-ids"])
      #expect(new.output == "added 3, skipped 0\n")
    }
  }

  @Test func aLineWithoutEndIsRefusedInBoundedMemory() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["init"]).status == 0)
      try tool.write("rows.jsonl", rows(2) + [String(repeating: "x", count: 17 << 20)])
      let outcome = try await tool.run(["import", "rows.jsonl"])
      #expect(outcome.status == 2)
      #expect(outcome.output == "added 2, skipped 0\n")
      #expect(outcome.errors.contains("line 3 is longer than 16 MiB"))
    }
  }

  @Test func theRealDataComesBackAsItWentIn() async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["demo", "tour"]).status == 0)
      let log = try await tool.run(["-C", "tour", "log", "--json"])
      #expect(log.output.split(separator: "\n").count == 273)
      try log.output.write(
        toFile: tool.directory.path("all.jsonl"), atomically: true, encoding: .utf8)
      let again = try await tool.run(["-C", "tour", "import", "../all.jsonl"])
      #expect(again.output == "added 0, skipped 273\n")
    }
  }
}
