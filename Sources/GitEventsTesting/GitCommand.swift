import Subprocess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs stock `git` in a cleared environment.
public enum GitCommand {
  /// What one run wrote and how it ended.
  public struct Output: Sendable {
    /// The exit status; 128 plus its number after a signal.
    public let status: Int32
    /// What it wrote to standard output.
    public let bytes: [UInt8]
    /// What it wrote to standard error.
    public let errorText: String

    /// Standard output as text, without white space at its end.
    public var text: String {
      var text = String(decoding: bytes, as: UTF8.self)
      while let last = text.last, last.isWhitespace { text.removeLast() }
      return text
    }

    /// Standard output as lines, empty ones left out.
    public var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// Tells of a run that ended with an error.
  public struct Failure: Error, CustomStringConvertible {
    /// What was run.
    public let arguments: [String]
    /// How it ended.
    public let output: Output

    /// The command, its status and all that it wrote.
    public var description: String {
      let command = "git " + arguments.joined(separator: " ")
      return "\(command): \(output.status)\n\(output.text)\n\(output.errorText)"
    }
  }

  /// Runs `git` to its end.
  ///
  /// - Parameters:
  ///   - arguments: All arguments.
  ///   - input: What it reads from standard input.
  ///   - home: The folder that counts as the user's.
  /// - Returns: What it wrote.
  /// - Throws: `Failure` where it ends with an error.
  @discardableResult
  public static func run(
    _ arguments: [String], input: [UInt8] = [], home: String
  ) async throws -> Output {
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments), environment: .custom(environment(home: home)),
      input: .array(input), output: .bytes(limit: 1 << 28), error: .bytes(limit: 1 << 24))
    let status: Int32
    switch result.terminationStatus {
    case .exited(let code): status = code
    case .signaled(let signal): status = 128 + signal
    }
    let output = Output(
      status: status, bytes: result.standardOutput,
      errorText: String(decoding: result.standardError, as: UTF8.self))
    if status != 0 { throw Failure(arguments: arguments, output: output) }
    return output
  }

  private static func environment(home: String) -> [Environment.Key: String] {
    [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": home,
      "LC_ALL": "C",
      "TZ": "UTC",
      "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0",
      "GIT_AUTHOR_NAME": "A U Thor",
      "GIT_AUTHOR_EMAIL": "author@example.com",
      "GIT_AUTHOR_DATE": "1763701200 +0000",
      "GIT_COMMITTER_NAME": "C O Mitter",
      "GIT_COMMITTER_EMAIL": "committer@example.com",
      "GIT_COMMITTER_DATE": "1763701260 +0000",
    ]
  }
}
