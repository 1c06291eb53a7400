import Git
import Subprocess
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs the built `git-events` executable as a process of its own: to be killed, traced and raced.
///
/// The environment is cleared as it is for `GitCommand`: a fixed identity, no configuration but the repository's.
public struct EventsProgram: Sendable {
  /// How one run ended.
  public struct Result: Sendable {
    /// The exit status; 128 plus its number after a signal.
    public let status: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String

    /// Says how a run ended, for tests of what judges runs.
    ///
    /// - Parameters:
    ///   - status: The exit status.
    ///   - output: What it wrote to standard output.
    ///   - errors: What it wrote to standard error.
    public init(status: Int32, output: String, errors: String) {
      self.status = status
      self.output = output
      self.errors = errors
    }

    /// Whether a signal ended it: a crash, or the time limit.
    public var isKilled: Bool { status >= 128 }

    /// Standard output as lines, empty ones left out.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Tells of a run that ended otherwise than it had to.
  public struct Failure: Error, CustomStringConvertible {
    /// What was run.
    public let arguments: [String]
    /// How it ended.
    public let result: Result

    /// The command, its status and all that it wrote.
    public var description: String {
      "git-events \(arguments.joined(separator: " ")): \(result.status)\n"
        + "\(result.output)\n\(result.errors)"
    }
  }

  /// Where the executable is.
  public let path: String

  private let home: String

  /// Finds the executable beside the running tests, or where `GIT_EVENTS_PROGRAM` says.
  ///
  /// - Parameter home: The folder that counts as the user's, and above which no repository is looked for.
  /// - Returns: Nil where it was not built.
  public static func built(home: String) -> EventsProgram? {
    var candidates: [String] = []
    if let named = getenv("GIT_EVENTS_PROGRAM") { candidates.append(String(cString: named)) }
    // The tests' own path: on Linux the first argument, on macOS the bundle that a helper was asked to load.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
      guard let bundle = parts.firstIndex(where: { $0.hasSuffix(".xctest") }) else { continue }
      candidates.append((parts[..<bundle] + ["git-events"]).joined(separator: "/"))
    }
    for candidate in candidates where access(candidate, X_OK) == 0 {
      guard let absolute = realpath(candidate, nil) else { continue }
      defer { free(absolute) }
      return EventsProgram(path: String(cString: absolute), home: home)
    }
    return nil
  }

  private init(path: String, home: String) {
    self.path = path
    self.home = home
  }

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - folder: Where it runs.
  ///   - input: What it reads from standard input.
  ///   - wrapper: A program and its arguments that are put before it, such as `strace -f`.
  ///   - variables: What is added to its environment.
  ///   - limit: After so long it is killed, with all processes that it started.
  ///   - running: Gets to know the process while it runs.
  /// - Returns: How it ended.
  /// - Throws: Where it could not be started.
  public func run(
    _ arguments: [String], in folder: String, input: String = "", wrappedBy wrapper: [String] = [],
    environment variables: [String: String] = [:], killedAfter limit: Duration = .seconds(30),
    listedIn running: RunningPrograms? = nil
  ) async throws -> Result {
    let words = wrapper + [path] + arguments
    let bytes = Array(input.utf8)
    if let pipe = FilledPipe(bytes) {
      let reader = FileDescriptor(rawValue: pipe.reader)
      return try await run(
        words, in: folder, .fileDescriptor(reader, closeAfterSpawningProcess: true),
        environment(adding: variables), killedAfter: limit, listedIn: running)
    }
    return try await run(
      words, in: folder, .array(bytes), environment(adding: variables), killedAfter: limit,
      listedIn: running)
  }

  private func run(
    _ words: [String], in folder: String, _ input: some InputProtocol,
    _ environment: [Environment.Key: String], killedAfter limit: Duration,
    listedIn running: RunningPrograms?
  ) async throws -> Result {
    let program = words.first ?? path
    var options = PlatformOptions()
    options.processGroupID = 0
    let watchdog = Mutex<Task<Void, any Error>?>(nil)
    let result = try await Subprocess.run(
      program.hasPrefix("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(Array(words.dropFirst())), environment: .custom(environment),
      workingDirectory: FilePath(folder), platformOptions: options, input: input,
      output: .bytes(limit: 1 << 26), error: .bytes(limit: 1 << 24)
    ) { execution in
      running?.add(execution.processIdentifier.value)
      let task = Task {
        try await Task.sleep(for: limit)
        try execution.send(signal: .kill, toProcessGroup: true)
      }
      watchdog.withLock { $0 = task }
    }
    watchdog.withLock { $0 }?.cancel()
    running?.remove(result.processIdentifier.value)
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(
      status: status, output: String(decoding: result.standardOutput, as: UTF8.self),
      errors: String(decoding: result.standardError, as: UTF8.self))
  }

  /// Runs it to its end, which must be status 0.
  ///
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - folder: Where it runs.
  ///   - input: What it reads from standard input.
  ///   - variables: What is added to its environment.
  /// - Returns: How it ended.
  /// - Throws: `Failure` where it ends otherwise.
  @discardableResult
  public func succeed(
    _ arguments: [String], in folder: String, input: String = "",
    environment variables: [String: String] = [:]
  ) async throws -> Result {
    let result = try await run(arguments, in: folder, input: input, environment: variables)
    if result.status != 0 { throw Failure(arguments: arguments, result: result) }
    return result
  }

  private func environment(adding variables: [String: String]) -> [Environment.Key: String] {
    var environment: [Environment.Key: String] = [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CEILING_DIRECTORIES": home,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]
    for (name, value) in variables {
      environment[Environment.Key(stringLiteral: name)] = value
    }
    return environment
  }
}
