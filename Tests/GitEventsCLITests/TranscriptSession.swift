import Foundation
import GitEvents
import GitEventsCLI
import GitEventsTesting
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A folder in which commands run one after the other: `git events` in this process, everything else in `sh`.
///
/// The clock stands still during a command and is a minute later in the next; ids are the same in every run.
struct TranscriptSession {
  private let directory: TemporaryDirectory
  private let folder: String
  private var minute: Int64 = 0
  private let random = TranscriptSession.randomSource()

  private static let start = Timestamp(microseconds: 1_795_237_200_000_000)

  init(in directory: TemporaryDirectory) throws {
    self.directory = directory
    folder = directory.path("work")
    for name in ["work", "home", "pipe"] {
      try FileManager.default.createDirectory(
        atPath: directory.path(name), withIntermediateDirectories: true)
    }
  }

  /// Runs a command line.
  ///
  /// - Parameter command: Programs joined by `|`.
  /// - Returns: The lines that it wrote, and `[3]` where it ended with status 3.
  /// - Throws: Where it could not be run at all.
  mutating func run(_ command: String) async throws -> [String] {
    minute += 1
    let screen = directory.path("pipe/screen")
    try Data().write(to: URL(fileURLWithPath: screen))
    var input = "/dev/null"
    var status: Int32 = 0
    let parts = CommandWords.split(command)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let output = isLast ? screen : directory.path("pipe/\(index)")
      if !isLast { try Data().write(to: URL(fileURLWithPath: output)) }
      let place = Place(input: input, output: output, errors: screen)
      let words = CommandWords(part)
      if words.isGitEvents {
        status = try await runTool(try await expanded(part), place)
      } else {
        status = try await runShell(part, place)
      }
      input = output
    }
    return try lines(of: screen) + (status == 0 ? [] : ["[\(status)]"])
  }

  /// The files that one program is connected to.
  private struct Place {
    var input: String
    var output: String
    var errors: String
  }

  private func runTool(_ words: CommandWords, _ place: Place) async throws -> Int32 {
    let time = Timestamp(microseconds: TranscriptSession.start.microseconds + minute * 60_000_000)
    let input = try open(words.input.map { "\(folder)/\($0)" } ?? place.input, O_RDONLY)
    let output = try open(words.output.map { "\(folder)/\($0)" } ?? place.output, O_WRONLY)
    let errors = try open(place.errors, O_WRONLY)
    defer { for number in [input, output, errors] { close(number) } }
    return await CommandLineTool(
      arguments: words.arguments, environment: environment.merging(words.variables) { $1 },
      currentDirectory: folder, input: Descriptor(input), output: Descriptor(output),
      errors: Descriptor(errors), clock: StoreClock { time }, random: random
    ).run()
  }

  /// Puts what a command in `$(…)` writes in its place.
  private func expanded(_ text: String) async throws -> CommandWords {
    guard let start = text.range(of: "$("),
      let end = text.range(of: ")", range: start.upperBound..<text.endIndex)
    else { return CommandWords(text) }
    let file = directory.path("pipe/expansion")
    try Data().write(to: URL(fileURLWithPath: file))
    let inner = String(text[start.upperBound..<end.lowerBound])
    _ = try await runShell(inner, Place(input: "/dev/null", output: file, errors: file))
    let value = try lines(of: file).joined(separator: " ")
    return CommandWords(
      text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: value))
  }

  private func open(_ path: String, _ flags: Int32) throws -> Int32 {
    let more = flags == O_WRONLY ? O_CREAT | O_APPEND : 0
    let number = Foundation.open(path, flags | more | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw POSIXError(.ENOENT) }
    return number
  }

  private func runShell(_ text: String, _ place: Place) async throws -> Int32 {
    let script = "{ \(text)\n} < '\(place.input)' >> '\(place.output)' 2>> '\(place.errors)'"
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", script], environment: .custom(variables),
      workingDirectory: .init(folder), output: .discarded)
    guard case .exited(let code) = result.terminationStatus else { return 128 }
    return code
  }

  private func lines(of path: String) throws -> [String] {
    var text = try String(contentsOfFile: path, encoding: .utf8)
    if text.hasSuffix("\n") { text.removeLast() }
    if text.isEmpty { return [] }
    return text.replacingOccurrences(of: directory.path, with: "/tmp/x")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": directory.path("home"), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_CEILING_DIRECTORIES": directory.path, "TZ": "UTC", "LC_ALL": "C.UTF-8",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]
  }

  /// SplitMix64: the same bits in every run.
  private static func randomSource() -> RandomSource {
    let state = SharedState()
    return RandomSource {
      state.value.withLock { value in
        value &+= 0x9E37_79B9_7F4A_7C15
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
      }
    }
  }

  private final class SharedState: Sendable {
    let value = Mutex<UInt64>(0)
  }
}
