import Foundation
import GitEventsCLI
import GitEventsTesting

/// A folder in which the tool runs in this process, with files for what it writes.
struct ToolFixture {
  let directory: TemporaryDirectory

  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Lends a folder that is removed afterwards.
  static func with(_ body: (ToolFixture) async throws -> Void) async throws {
    try await TemporaryDirectory.with { try await body(ToolFixture(directory: $0)) }
  }

  /// Runs the tool.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - output: A descriptor for its output; nil for a file that is read back.
  /// - Returns: What it left.
  /// - Throws: Where a file cannot be made.
  func run(_ arguments: [String], output: Int32? = nil) async throws -> Outcome {
    let names = [directory.path("out"), directory.path("err")]
    let files = names.map { open($0, O_RDWR | O_CREAT | O_TRUNC, 0o600) }
    let input = open("/dev/null", O_RDONLY)
    defer { for file in files + [input] { close(file) } }
    let status = await CommandLineTool(
      arguments: arguments,
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "HOME": directory.path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_COMMITTER_NAME": "Ada", "GIT_CEILING_DIRECTORIES": directory.path,
      ],
      currentDirectory: directory.path, input: Descriptor(input),
      output: Descriptor(output ?? files[0]), errors: Descriptor(files[1])
    ).run()
    return Outcome(
      status: status, output: try String(contentsOfFile: names[0], encoding: .utf8),
      errors: try String(contentsOfFile: names[1], encoding: .utf8))
  }

  /// Writes a file.
  func write(_ name: String, _ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n")
      .write(toFile: directory.path(name), atomically: true, encoding: .utf8)
  }
}
