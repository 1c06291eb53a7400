import Foundation
import GitEventsTesting
import Testing

/// The examples of `Docs/Examples` check their own answers; here they are run with the program as built.
@Suite(.enabled(if: ProgramStore.isProgramBuilt, "git-events is not built"))
struct ExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Docs/Examples")

  static let examples: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".sh") }.sorted()

  @Test func thereIsADayOfAgents() {
    #expect(ExampleTests.examples.contains("a-day-of-agents.sh"))
  }

  @Test(arguments: examples) func anExampleGivesTheAnswersThatItSays(_ name: String) async throws {
    try await TemporaryDirectory.with { directory in
      let program = try #require(EventsProgram.built(home: directory.path))
      let tools = URL(fileURLWithPath: program.path).deletingLastPathComponent().path
      let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      let result = try await program.run(
        [], in: directory.path,
        wrappedBy: [
          "env", "PATH=\(tools):\(path)", "TMPDIR=\(directory.path)",
          "sh", ExampleTests.folder.appendingPathComponent(name).path,
        ],
        killedAfter: .seconds(120))
      #expect(result.status == 0, "\(result.output)\n\(result.errors)")
    }
  }
}
