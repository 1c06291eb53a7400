import GitEventsTesting
import Testing

@testable import Git

struct PackedReferencesCheckTests {
  private static let head = "# pack-refs with: peeled fully-peeled sorted \n"
  private static let one = String(repeating: "1", count: 40)

  /// A file's text with what is wrong with it.
  private static let files: [(String, String?)] = [
    ("", nil),
    (head, nil),
    (head + line("a/b") + "^\(one)\n" + line("a/c"), nil),
    (line("a/c") + line("a/b"), nil),
    (head + line("a/c") + line("a/b"), "is not in order, as it says that it is"),
    (head + line("a/b") + line("a/b"), "is not in order, as it says that it is"),
    (head + String(line("a/b").dropLast()), "is cut short"),
    (head + "1" + line("a/b"), "has a line that names no ref"),
    (head + line("a b"), "has a line that names no ref"),
    (head + "^\(one)\n", "has a peeled object that is none"),
    (line("a/b") + head, "has a line that begins with #"),
  ]

  private static func line(_ name: String) -> String { "\(one) refs/\(name)\n" }

  @Test func whatNoProgramWritesIsTold() {
    for (text, problem) in PackedReferencesCheckTests.files {
      #expect(PackedReferencesCheck.problem(in: Array(text.utf8)) == problem, "\(text)")
    }
  }

  /// git allows names that are no UTF-8.
  @Test func whatGitWritesIsSound() async throws {
    try await GitFixture.with { fixture in
      let location = try Repository.open(gitDirectory: fixture.gitDirectory).location
      #expect(try PackedReferencesCheck.problem(in: location) == nil)
      try await fixture.git("commit", "--allow-empty", "-m", "x")
      for name in ["a", "a-b", "a/b", "a.b", "ä", "z"] where name != "a" {
        try await fixture.git("branch", "x-\(name)")
      }
      try await fixture.git("tag", "-a", "-m", "note", "v1")
      try await fixture.git("pack-refs", "--all")
      #expect(try PackedReferencesCheck.problem(in: location) == nil)
    }
  }
}
