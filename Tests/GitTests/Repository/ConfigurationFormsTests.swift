import Git
import GitEventsTesting
import Testing

/// Configuration files are read as `git config` reads them.
@Suite struct ConfigurationFormsTests {
  /// What git makes of a file: keys with values, or nil where it refuses the file.
  private func theirs(_ path: String, _ fixture: GitFixture) async throws -> [String]? {
    do {
      let output = try await fixture.git("config", "--file", path, "--list", "-z", "--includes")
      return String(decoding: output.bytes, as: UTF8.self).split(separator: "\0").map(String.init)
    } catch is GitCommand.Failure {
      return nil
    }
  }

  private func ours(_ path: String) -> [String]? {
    let file = ConfigurationFile(path, level: .local)
    return (try? Configuration(files: [file]))?.entries.map { entry in
      entry.value.map { "\(entry.key)\n\($0)" } ?? entry.key
    }
  }

  @Test(arguments: [
    "", "\n\n# a comment\n; another\n", "[a]\nb = c\n", "[a]\n\tb=c", "[a] b = c\n", "[A]\nB = C\n",
    "[a \"B c\"]\nd = e\n", "[a \"q\\\"u\\\\o\\x\"]\nd\n", "[a.B.c]\nd = e\n", "[a \"\"]\nb = 1\n",
    "[a]\nb\nc =\nd = \"\"\n", "[a]\nb = c ; comment\nd = \"e ; f\" # g\n",
    "[a]\nb = one \\\n  two\nc = 3\n", "[a]\nb = \"one \\\ntwo\"\n",
    "[a]\nb = t\\tn\\nb\\bq\\\"s\\\\\n",
    "[a]\r\nb = c\r\nd = \"e\"\r\n", "[a]\nb = \"x\"y\"z\"  \n", "[a]\nb =   spaced   out   \n",
    "\u{FEFF}[a]\nb = c\n", "[a]\nb = ü\n", "[a-1.2]\nb-2 = c\n", "[a]\nb = # nothing\n",
    // What git refuses.
    "[a\nb = c\n", "[a b]\nc = d\n", "[a \"b]\nc = d\n", "[a \"b\" ]\nc = d\n",
    "[a]\nb c\n", "[a]\n1b = c\n",
    "[a]\nb = \"c\n", "[a]\nb = \\x\n", "[a]\nb_c = d\n", "[a]\n= b\n",
    "[a]\nb # comment\n", "[a \"b\nc\"]\nd = e\n", "]\n",
  ])
  func aFileIsReadAsGitReadsIt(_ text: String) async throws {
    try await GitFixture.with(bare: true) { fixture in
      let path = fixture.directory.path("some.config")
      write(text, to: path)
      let expected = try await theirs(path, fixture)
      #expect(ours(path) == expected)
    }
  }

  @Test(arguments: ["b = c\n", "[]b = c\n"])
  func aVariableOutsideOfSectionsIsRefused(_ text: String) async throws {
    try await TemporaryDirectory.with { directory in
      write(text, to: directory.path("some.config"))
      #expect(ours(directory.path("some.config")) == nil)
    }
  }

  @Test func includedFilesStandWhereTheyAreNamed() async throws {
    try await GitFixture.with(bare: true) { fixture in
      let path = fixture.directory.path("main.config")
      write(
        "[a]\nb = 1\n[include]\npath = other.config\npath = nowhere\n[a]\nb = 3\n", to: path)
      write("[a]\nb = 2\n", to: fixture.directory.path("other.config"))
      let expected = try await theirs(path, fixture)
      #expect(ours(path) == expected)
      #expect(try Configuration(files: [.init(path, level: .local)]).all("a.b") == ["1", "2", "3"])
      // Files that include each other end.
      write("[include]\npath = main.config\n", to: fixture.directory.path("other.config"))
      #expect(ours(path) == nil)
    }
  }
}
