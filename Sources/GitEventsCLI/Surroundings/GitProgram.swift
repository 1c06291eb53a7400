import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The user's `git`, run as a child process.
struct GitProgram {
  let surroundings: Surroundings

  /// What a run of git left.
  struct Outcome {
    let succeeded: Bool
    let output: String
    let errors: String
  }

  /// What git is told of the environment: all but what ties it to one repository.
  var variables: [String: String] {
    surroundings.environment.filter { !GitProgram.isLocal($0.key) }
  }

  /// The same, and its messages are in English, to tell a full disk from a damaged file.
  var plainVariables: [String: String] { variables.merging(["LC_ALL": "C"]) { $1 } }

  /// As much as is taken of what git writes.
  private static let longest = (output: 64 << 20, errors: 1 << 16)

  /// Runs git and waits for it.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - folder: Where it runs.
  ///   - errors: Where its messages go, such as progress and questions; nil to have them in the outcome.
  /// - Returns: What it wrote.
  /// - Throws: A `Failure` where there is no git.
  func run(
    _ arguments: [String], in folder: String, errors: TextOutput? = nil
  ) async throws -> Outcome {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in self.variables { variables[Environment.Key(stringLiteral: name)] = value }
    let limits = GitProgram.longest
    do {
      if let errors {
        let result = try await Subprocess.run(
          .name("git"), arguments: Arguments(arguments), environment: .custom(variables),
          workingDirectory: FilePath(folder), output: .string(limit: limits.output),
          error: .fileDescriptor(errors.fileDescriptor, closeAfterSpawningProcess: false))
        return Outcome(
          succeeded: result.terminationStatus.isSuccess, output: result.standardOutput, errors: "")
      }
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(arguments), environment: .custom(variables),
        workingDirectory: FilePath(folder), output: .string(limit: limits.output),
        error: .string(limit: limits.errors))
      return Outcome(
        succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
        errors: result.standardError)
    } catch {
      throw Failure.environment(
        "cannot run git: \(error)", hint: "install git, or put it on the PATH")
    }
  }

  /// Whether a variable ties git to one repository (`git rev-parse --local-env-vars`).
  private static func isLocal(_ name: String) -> Bool {
    [
      "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
      "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_NAMESPACE",
    ].contains(name)
  }
}
