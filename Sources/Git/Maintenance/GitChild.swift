import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs the user's `git` in one repository, with everything synced that it writes.
struct GitChild: Sendable {
  /// As much of its complaints as an error carries.
  private static let longestMessage = 1 << 16

  private let gitDirectory: String

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
    // git's default syncs packs but not every step beside them.
    let settings = ["core.fsync=all", "core.fsyncMethod=fsync"] + configuration
    let all =
      ["--git-dir", gitDirectory] + settings.flatMap { ["-c", $0] } + [command] + arguments
    let status: Int32
    let message: String
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(all),
        environment: .inherit.updating(["GIT_DIR": gitDirectory]), input: .array(input),
        output: .discarded, error: .string(limit: GitChild.longestMessage))
      switch result.terminationStatus {
      case .exited(let code): status = code
      case .signaled(let signal): status = 128 + signal
      }
      message = result.standardError
    } catch {
      throw .command(arguments: [command], status: -1, message: "\(error)")
    }
    if status != 0 {
      throw .command(arguments: [command], status: status, message: message)
    }
  }
}
