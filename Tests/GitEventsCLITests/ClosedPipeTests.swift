import Foundation
import GitEventsCLI
import Testing

struct ClosedPipeTests {
  @Test(arguments: [["log", "--json"], ["log", "-p"], ["streams"], ["list"], ["log", "-h"]])
  func aReaderThatLeavesIsNoFailure(_ arguments: [String]) async throws {
    try await ToolFixture.with { tool in
      #expect(try await tool.run(["demo", "tour"]).status == 0)
      let end = pipeWithoutReader()
      defer { close(end) }
      let outcome = try await tool.run(["-C", "tour"] + arguments, output: end)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test func anAppendStandsThoughItsAnswerIsNotRead() async throws {
    try await ToolFixture.with { tool in
      _ = try await tool.run(["init"])
      let end = pipeWithoutReader()
      defer { close(end) }
      let append = try await tool.run(["append", "a", "made"], output: end)
      #expect(append.status == 0)
      let list = try await tool.run(["list"])
      #expect(list.output.contains("a@1"))
    }
  }

  /// The writing end of a pipe whose reader has gone.
  private func pipeWithoutReader() -> Int32 {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    close(ends[0])
    return ends[1]
  }

  @Test func aFullDiskIsAFailure() async throws {
    try await ToolFixture.with { tool in
      let full = open("/dev/full", O_WRONLY)
      guard full >= 0 else { return }
      defer { close(full) }
      let outcome = try await tool.run(["-h"], output: full)
      #expect(outcome.status == 6)
      #expect(outcome.errors.contains("cannot write the output"))
    }
  }
}
