import Subprocess

/// Runs a command of the machine: to copy, to mount, to make a file system.
package enum HostCommand {
  /// How it ended.
  package struct Output: Sendable {
    /// The exit status; 128 plus its number after a signal.
    package let status: Int32
    /// What it wrote to standard output.
    package let text: String
    /// What it wrote to standard error.
    package let errors: String
  }

  /// Tells of a command that ended with an error.
  package struct Failure: Error, CustomStringConvertible {
    /// What was run.
    package let words: [String]
    /// How it ended.
    package let output: Output

    /// The command, its status and its complaint.
    package var description: String {
      "\(words.joined(separator: " ")): \(output.status) \(output.errors)"
    }
  }

  /// Runs a command to its end.
  ///
  /// - Parameter words: The command and its arguments.
  /// - Returns: How it ended.
  /// - Throws: Where it cannot be started.
  package static func run(_ words: String...) async throws -> Output {
    try await run(words)
  }

  /// Runs a command to its end, which must be status 0.
  ///
  /// - Parameter words: The command and its arguments.
  /// - Throws: `Failure` where it ends otherwise.
  package static func succeed(_ words: String...) async throws {
    let output = try await run(words)
    if output.status != 0 { throw Failure(words: words, output: output) }
  }

  private static func run(_ words: [String]) async throws -> Output {
    let result = try await Subprocess.run(
      .name(words.first ?? "true"), arguments: Arguments(Array(words.dropFirst())),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Output(status: status, text: result.standardOutput, errors: result.standardError)
  }
}
