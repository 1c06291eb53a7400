import Foundation
import Git
import GitEventsTesting
import Testing

@Suite struct ChildProgramTests {
  private static let environment = ["PATH": "/usr/bin:/bin", "WORD": "hello"]

  private func shell(
    _ script: String, input: String = "/dev/null", patience: Duration? = nil
  ) throws -> ChildProgram.Outcome {
    try ChildProgram("sh", environment: Self.environment, patience: patience)
      .run(["-c", script], readingFrom: input)
  }

  @Test func aProgramReadsAndAnswers() async throws {
    try await TemporaryDirectory.with { directory in
      let file = directory.path("in")
      try "from a file".write(toFile: file, atomically: true, encoding: .utf8)
      let outcome = try shell("cat; echo \" $WORD\"; echo no >&2; exit 3", input: file)
      #expect(outcome.status == 3)
      #expect(String(decoding: outcome.output, as: UTF8.self) == "from a file hello\n")
      #expect(String(decoding: outcome.errors, as: UTF8.self) == "no\n")
    }
  }

  @Test func aSignalIsToldFromAStatus() throws {
    #expect(try shell("kill -9 $$").status == 137)
  }

  /// More than is kept, on both streams at once: neither side waits for the other.
  @Test func aLongAnswerIsCutShort() throws {
    let outcome = try shell("head -c 1000000 /dev/zero & head -c 1000000 /dev/zero >&2; wait")
    #expect(outcome.status == 0)
    #expect(outcome.output.count == 1 << 16 && outcome.errors.count == 1 << 16)
  }

  @Test func whatIsNotThereIsAnError() {
    #expect(throws: GitError.self) {
      try ChildProgram("no-such-program", environment: Self.environment).run([])
    }
  }

  /// One that goes on, with its streams open or closed, is ended.
  @Test(arguments: ["sleep 30", "exec >&- 2>&-; sleep 30"])
  func patienceEnds(_ script: String) {
    #expect(throws: GitError.self) { try shell(script, patience: .milliseconds(200)) }
  }
}
