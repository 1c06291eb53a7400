import Testing

/// A verb parses its own arguments; what is asked of the whole tool is answered by the whole tool all the same.
struct NamedVerbTests {
  @Test(arguments: [
    (["append", "--version"], ["--version"]), (["append", "-h"], ["help", "append"]),
    (["snapshot", "create", "-h"], ["help", "snapshot", "create"]),
    (
      ["append", "--generate-completion-script", "bash"], ["--generate-completion-script", "bash"]
    ),
  ])
  func whatIsAskedBehindAVerbIsAnswered(_ behind: [String], _ before: [String]) async throws {
    try await ToolFixture.with { tool in
      let answer = try await tool.run(behind)
      let same = try await tool.run(before)
      #expect(answer.status == 0)
      #expect(answer.output == same.output)
      #expect(!answer.output.isEmpty)
    }
  }

  @Test func whatAnOptionTakesAsksNothing() async throws {
    try await ToolFixture.with { tool in
      let made = try await tool.run(["init"])
      #expect(made.status == 0)
      let odd = try await tool.run(["append", "s", "t", "-f", "--version", "--dry-run"])
      #expect(odd.errors.contains("-f takes KEY=VALUE, not '--version'"))
      let named = try await tool.run(["append", "s", "t", "--id", "help"])
      #expect(named.status == 0)
    }
  }

  @Test func aMistakeIsToldOfByTheWholeTool() async throws {
    try await ToolFixture.with { tool in
      let mistake = try await tool.run(["append", "s", "t", "--nonsense"])
      #expect(mistake.status == 2)
      #expect(mistake.errors.contains("unknown option '--nonsense'"))
      #expect(mistake.errors.contains("hint: git events append -h shows how it is used"))
    }
  }
}
