import Git
import GitEventsTesting
import Testing

@Suite struct ConfigurationTests {
  @Test func readsValuesByTheirStrength() async throws {
    try await TemporaryDirectory.with { directory in
      write("[a]\nkey = global\nother = global\n", to: directory.path("global"))
      write("[A \"Sub.x\"]\nKey = local\n[a]\nKEY = local\n", to: directory.path("local"))
      let configuration = try Configuration(
        files: [
          ConfigurationFile(directory.path("local"), level: .local),
          ConfigurationFile(directory.path("nowhere"), level: .system),
          ConfigurationFile(directory.path("global"), level: .global),
        ], overrides: [("over.ridden", "yes"), ("A.Sub.x.Key", "override")])
      #expect(configuration.string("a.key") == "local")
      #expect(configuration.string("A.Other") == "global")
      #expect(configuration.string("a.Sub.x.key") == "override")
      #expect(configuration.string("a.sub.x.key") == nil)
      #expect(configuration.all("a.key") == ["global", "local"])
      #expect(try configuration.bool("over.ridden") == true)
      #expect(try configuration.all(matching: "^a\\..*key$").count == 4)
      let found = configuration.all(section: "a", variable: "key")
      #expect(found.map(\.subsection) == ["Sub.x", "Sub.x"])
    }
  }

  @Test func readsTruthAndNumbersAsGitDoes() async throws {
    try await GitFixture.with { fixture in
      let values = ["true", "Yes", "on", "1", "2", "false", "no", "OFF", "0", "", "1k", "-3m"]
      for value in values { try await fixture.git("config", "--add", "u.v", value) }
      write(
        try contents(fixture.gitDirectory + "/config") + Array("[n]\nbare\n".utf8),
        to: fixture.gitDirectory + "/config")
      for value in values {
        let configuration = try Configuration(files: [], overrides: [("t.v", value)])
        let theirs = try await fixture.git("-c", "t.v=\(value)", "config", "--type=bool", "t.v")
          .text
        #expect(try configuration.bool("t.v") == (theirs == "true"))
      }
      for value in ["0", "12", "-3", "1k", "2M", "1g"] {
        let configuration = try Configuration(files: [], overrides: [("t.v", value)])
        let theirs = try await fixture.git("-c", "t.v=\(value)", "config", "--type=int", "t.v").text
        #expect(try configuration.integer("t.v").map(String.init) == theirs)
      }
      let own = try fixture.open().configuration
      #expect(try own.bool("n.bare") == true)
      #expect(own.string("n.bare") == "")
      #expect(own.all("u.v") == values)
      for wrong in ["maybe", "1x"] {
        let configuration = try Configuration(files: [], overrides: [("t.v", wrong)])
        #expect(throws: GitError.self) { try configuration.bool("t.v") }
        #expect(throws: GitError.self) { try configuration.integer("t.v") }
      }
      #expect(throws: GitError.self) { try Configuration(files: [], overrides: [("nodot", "x")]) }
    }
  }
}
