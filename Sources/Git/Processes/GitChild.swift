import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs the user's `git` in one repository, with everything synced that it writes.
package struct GitChild: Sendable {
  /// As much of its complaints, or of what it answers, as is taken.
  private static let longestText = 1 << 16

  private let gitDirectory: String

  /// The folder into which it writes objects instead of the repository's; it must know that as an alternate.
  package var objectsDirectory: String?

  /// The folder of the files that it checks out; without one it is to touch none.
  package var workTree: String?

  /// Whether it goes on where this process is killed with its group: it holds locks that nobody else would remove.
  package var outlivesUs = false

  /// What it finds in its environment; nil for what this process has.
  package var variables: [String: String]?

  /// Settings for all of its runs, as `-c` takes them.
  package var settings: [String] = []

  /// Where its messages go, such as progress and questions for a password; nil to have them in the error.
  package var messages: CInt?

  /// The folder from which relative addresses start; nil for the current one.
  package var workingDirectory: String?

  /// As much as is taken of what it answers, in bytes.
  package var longestAnswer = GitChild.longestText

  /// Makes what runs git in a repository.
  ///
  /// - Parameter location: The repository.
  package init(_ location: RepositoryLocation) {
    gitDirectory = location.commonDirectory
  }

  /// Makes what runs git in a repository that need not be a sound one.
  ///
  /// - Parameter gitDirectory: The path of its git directory.
  package init(gitDirectory: String) {
    self.gitDirectory = gitDirectory
  }

  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - command: The command's name.
  ///   - arguments: What follows it.
  ///   - configuration: Settings for this run, as `-c` takes them.
  ///   - input: What it reads from standard input.
  /// - Throws: `command` where it cannot be started or ends with an error.
  package func run(
    _ command: String, _ arguments: [String], configuration: [String] = [], input: [UInt8] = []
  ) async throws(GitError) {
    let status: TerminationStatus
    var message = ""
    let all = Arguments(all(command, arguments, configuration))
    let given = FileDescriptor(rawValue: try ChildInput.descriptor(input))
    do {
      if let messages {
        status = try await Subprocess.run(
          .name("git"), arguments: all, environment: environment, workingDirectory: folder,
          platformOptions: options, input: .fileDescriptor(given, closeAfterSpawningProcess: true),
          output: .discarded,
          error: .fileDescriptor(
            FileDescriptor(rawValue: messages), closeAfterSpawningProcess: false)
        ).terminationStatus
      } else {
        let result = try await Subprocess.run(
          .name("git"), arguments: all, environment: environment, workingDirectory: folder,
          platformOptions: options, input: .fileDescriptor(given, closeAfterSpawningProcess: true),
          output: .discarded,
          error: .string(limit: GitChild.longestText))
        (status, message) = (result.terminationStatus, result.standardError)
      }
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
  package func answer(
    _ command: String, _ arguments: [String], configuration: [String] = [],
    readingFrom file: String = "/dev/null"
  ) async throws(GitError) -> String {
    let status: TerminationStatus
    let texts: (output: String, errors: String)
    do {
      let input = try FileDescriptor.open(FilePath(file), .readOnly, options: .closeOnExec)
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(all(command, arguments, configuration)),
        environment: environment, workingDirectory: folder,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true),
        output: .string(limit: longestAnswer), error: .string(limit: GitChild.longestText))
      status = result.terminationStatus
      texts = (result.standardOutput, result.standardError)
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
    try GitChild.check(status, command, texts.errors)
    return texts.output
  }

  /// What a run of git left.
  package struct Outcome: Sendable {
    /// What it ended with; 128 and more where a signal ended it.
    package let status: CInt
    package let output: String
    /// Its messages, unless they went elsewhere.
    package let errors: String
  }

  /// Runs a command to its end, and takes its answer also where it fails.
  ///
  /// - Parameters:
  ///   - command: The command's name.
  ///   - arguments: What follows it.
  ///   - input: What it reads from standard input.
  /// - Returns: What it left.
  /// - Throws: `command` where it cannot be started, or answers too much.
  package func outcome(
    of command: String, _ arguments: [String], input: [UInt8] = []
  ) async throws(GitError) -> Outcome {
    let all = Arguments(all(command, arguments, []))
    let given = FileDescriptor(rawValue: try ChildInput.descriptor(input))
    do {
      if let messages {
        let result = try await Subprocess.run(
          .name("git"), arguments: all, environment: environment, workingDirectory: folder,
          input: .fileDescriptor(given, closeAfterSpawningProcess: true),
          output: .string(limit: longestAnswer),
          error: .fileDescriptor(
            FileDescriptor(rawValue: messages), closeAfterSpawningProcess: false))
        return Outcome(
          status: GitChild.code(result.terminationStatus), output: result.standardOutput,
          errors: "")
      }
      let result = try await Subprocess.run(
        .name("git"), arguments: all, environment: environment, workingDirectory: folder,
        input: .fileDescriptor(given, closeAfterSpawningProcess: true),
        output: .string(limit: longestAnswer),
        error: .string(limit: GitChild.longestText))
      return Outcome(
        status: GitChild.code(result.terminationStatus), output: result.standardOutput,
        errors: result.standardError)
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
  }

  /// Runs a command to its end, and has what it answers put behind what a file holds.
  ///
  /// - Parameters:
  ///   - command: The command's name.
  ///   - arguments: What follows it.
  ///   - input: What it reads from standard input.
  ///   - file: The file, which was opened to append to it.
  /// - Throws: `command` where it cannot be started or ends with an error; the file may have grown all the same.
  package func write(
    _ command: String, _ arguments: [String], input: [UInt8], to file: borrowing OpenFile
  ) async throws(GitError) {
    let status: TerminationStatus
    var message = ""
    let all = Arguments(all(command, arguments, []))
    let output = FileDescriptor(rawValue: file.descriptor)
    let given = FileDescriptor(rawValue: try ChildInput.descriptor(input))
    do {
      if let messages {
        status = try await Subprocess.run(
          .name("git"), arguments: all, environment: environment, workingDirectory: folder,
          input: .fileDescriptor(given, closeAfterSpawningProcess: true),
          output: .fileDescriptor(output, closeAfterSpawningProcess: false),
          error: .fileDescriptor(
            FileDescriptor(rawValue: messages), closeAfterSpawningProcess: false)
        ).terminationStatus
      } else {
        let result = try await Subprocess.run(
          .name("git"), arguments: all, environment: environment, workingDirectory: folder,
          input: .fileDescriptor(given, closeAfterSpawningProcess: true),
          output: .fileDescriptor(output, closeAfterSpawningProcess: false),
          error: .string(limit: GitChild.longestText))
        (status, message) = (result.terminationStatus, result.standardError)
      }
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
    try GitChild.check(status, command, message)
  }

  private func all(
    _ command: String, _ arguments: [String], _ configuration: [String]
  ) -> [String] {
    // git's default syncs packs but not every step beside them.
    let settings = ["core.fsync=all", "core.fsyncMethod=fsync"] + settings + configuration
    return ["--git-dir", gitDirectory] + (workTree.map { ["--work-tree", $0] } ?? [])
      + settings.flatMap { ["-c", $0] } + [command] + arguments
  }

  private var folder: FilePath? { workingDirectory.map { FilePath($0) } }

  private var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = outlivesUs
    return options
  }

  private var environment: Environment {
    var values: [Environment.Key: String] = ["GIT_DIR": gitDirectory]
    if let objectsDirectory { values["GIT_OBJECT_DIRECTORY"] = objectsDirectory }
    guard let variables else { return .inherit.updating(values) }
    for (name, value) in variables { values[Environment.Key(stringLiteral: name)] = value }
    values["GIT_DIR"] = gitDirectory
    return .custom(values)
  }

  private static func check(
    _ status: TerminationStatus, _ command: String, _ message: String
  ) throws(GitError) {
    let code = code(status)
    if code != 0 { throw .command(arguments: [command], status: code, message: message) }
  }

  private static func code(_ status: TerminationStatus) -> CInt {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
