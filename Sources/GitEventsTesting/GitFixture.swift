/// A repository in a temporary folder, with stock `git` to make things in it and to ask about it.
///
/// `git` runs in a cleared environment: no configuration but the repository's, a fixed identity, a fixed date.
public struct GitFixture: Sendable {
  /// The temporary folder that everything is in.
  public let directory: TemporaryDirectory
  /// The repository's top folder: the work tree, or the bare repository itself.
  public let path: String
  /// The repository's git folder.
  public let gitDirectory: String

  /// Makes a repository, lends it, and removes it.
  ///
  /// - Parameters:
  ///   - bare: True for one without checked-out files.
  ///   - options: Further options of `git init`, such as `--object-format=sha256`.
  ///   - isolation: The actor to stay on.
  ///   - body: What happens with it; the repository is valid only during the execution of the closure.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `GitCommand.Failure` where the repository cannot be made.
  public static func with<Result>(
    bare: Bool = false, options: [String] = [],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (GitFixture) async throws -> Result
  ) async throws -> Result {
    try await TemporaryDirectory.with { directory in
      let fixture = GitFixture(
        directory: directory, name: bare ? "store.git" : "store", bare: bare)
      let arguments = ["init", "--quiet", "--initial-branch=main"] + (bare ? ["--bare"] : [])
      try await GitCommand.run(arguments + options + [fixture.path], home: directory.path)
      return try await body(fixture)
    }
  }

  /// Names a repository that is already there, such as a clone that a test made.
  ///
  /// - Parameters:
  ///   - directory: The temporary folder that it is in.
  ///   - name: Its name in there.
  ///   - bare: True for one without checked-out files.
  public init(directory: TemporaryDirectory, name: String, bare: Bool) {
    self.directory = directory
    path = directory.path(name)
    gitDirectory = bare ? path : path + "/.git"
  }

  /// Runs `git` in the repository.
  ///
  /// - Parameters:
  ///   - arguments: The command and its arguments.
  ///   - input: What it reads from standard input.
  /// - Returns: What it wrote.
  /// - Throws: `GitCommand.Failure` where it ends with an error.
  @discardableResult
  public func git(
    _ arguments: String..., input: [UInt8] = []
  ) async throws -> GitCommand.Output {
    try await git(arguments, input: input)
  }

  /// Runs `git` in the repository.
  ///
  /// - Parameters:
  ///   - arguments: The command and its arguments.
  ///   - input: What it reads from standard input.
  /// - Returns: What it wrote.
  /// - Throws: `GitCommand.Failure` where it ends with an error.
  @discardableResult
  public func git(_ arguments: [String], input: [UInt8] = []) async throws -> GitCommand.Output {
    try await GitCommand.run(["-C", path] + arguments, input: input, home: directory.path)
  }

  /// Checks the whole repository with `git fsck --strict`.
  ///
  /// - Throws: `GitCommand.Failure` where git finds an error or a missing object.
  public func fsck() async throws {
    let arguments = ["fsck", "--strict", "--full", "--no-dangling", "--no-progress"]
    let output = try await git(arguments)
    let complaints = (output.text + "\n" + output.errorText).split(separator: "\n").filter {
      line in ["error", "missing", "broken", "fatal"].contains { line.hasPrefix($0) }
    }
    if !complaints.isEmpty { throw GitCommand.Failure(arguments: arguments, output: output) }
  }
}
