import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs the user's `git` in one repository, with everything synced that it writes.
struct GitChild: Sendable {
  /// As much of its complaints, or of what it answers, as is taken.
  private static let longestText = 1 << 16

  private let gitDirectory: String

  /// The folder into which it writes objects instead of the repository's; it must know that as an alternate.
  var objectsDirectory: String?

  /// Whether it goes on where this process is killed with its group: it holds locks that nobody else would remove.
  var outlivesUs = false

  init(_ location: RepositoryLocation) {
    gitDirectory = location.commonDirectory
  }

  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - command: The command's name.
  ///   - arguments: What follows it.
  ///   - configuration: Settings for this run, as `-c` takes them.
  ///   - input: What it reads from standard input.
  /// - Throws: `command` where it cannot be started or ends with an error.
  func run(
    _ command: String, _ arguments: [String], configuration: [String] = [], input: [UInt8] = []
  ) async throws(GitError) {
    let status: TerminationStatus
    let message: String
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(all(command, arguments, configuration)),
        environment: environment, platformOptions: options, input: .array(input),
        output: .discarded, error: .string(limit: GitChild.longestText))
      (status, message) = (result.terminationStatus, result.standardError)
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
    try GitChild.check(status, command, message)
  }

  /// Runs a command to its end and takes its answer.
  ///
  /// - Parameters:
  ///   - command: The command's name.
  ///   - arguments: What follows it.
  ///   - configuration: Settings for this run, as `-c` takes them.
  ///   - file: The file that it reads from standard input.
  /// - Returns: What it wrote to standard output.
  /// - Throws: `command` where it cannot be started, ends with an error, or answers too much.
  func answer(
    _ command: String, _ arguments: [String], configuration: [String] = [],
    readingFrom file: String = "/dev/null"
  ) async throws(GitError) -> String {
    let status: TerminationStatus
    let texts: (output: String, errors: String)
    do {
      let input = try FileDescriptor.open(FilePath(file), .readOnly, options: .closeOnExec)
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(all(command, arguments, configuration)),
        environment: environment, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
        output: .string(limit: GitChild.longestText), error: .string(limit: GitChild.longestText))
      status = result.terminationStatus
      texts = (result.standardOutput, result.standardError)
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
    try GitChild.check(status, command, texts.errors)
    return texts.output
  }

  private func all(
    _ command: String, _ arguments: [String], _ configuration: [String]
  ) -> [String] {
    // git's default syncs packs but not every step beside them.
    let settings = ["core.fsync=all", "core.fsyncMethod=fsync"] + configuration
    return ["--git-dir", gitDirectory] + settings.flatMap { ["-c", $0] } + [command] + arguments
  }

  private var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = outlivesUs
    return options
  }

  private var environment: Environment {
    var values: [Environment.Key: String] = ["GIT_DIR": gitDirectory]
    if let objectsDirectory { values["GIT_OBJECT_DIRECTORY"] = objectsDirectory }
    return .inherit.updating(values)
  }

  private static func check(
    _ status: TerminationStatus, _ command: String, _ message: String
  ) throws(GitError) {
    let code: Int32 =
      switch status {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    if code != 0 { throw .command(arguments: [command], status: code, message: message) }
  }
}
