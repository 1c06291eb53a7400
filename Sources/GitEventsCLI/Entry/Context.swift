import Git
import GitEvents
import JQ

/// What a verb may use of the world: the repository, the clock, its three streams.
final class Context {
  let surroundings: Surroundings
  let clock: StoreClock
  let random: RandomSource
  let input: Descriptor
  let output: TextOutput
  let messages: TextOutput
  let style: Style
  let isJSON: Bool
  private let executable: () -> String?
  private let query: OutputQuery?
  private var hasToldLosses = false
  private let prelude: Prelude
  private var pager: Pager?
  private var openRepository: Repository?

  /// Makes what a verb may use.
  ///
  /// - Throws: A `Failure` with status 2 where `--jq` is no jq expression.
  init(
    surroundings: Surroundings, prelude: Prelude, verb: any Verb, clock: StoreClock,
    random: RandomSource, input: Descriptor, output: TextOutput, messages: TextOutput,
    executable: @escaping () -> String?
  ) throws(Failure) {
    self.surroundings = surroundings
    self.prelude = prelude
    self.clock = clock
    self.random = random
    self.input = input
    self.output = output
    self.messages = messages
    self.executable = executable
    isJSON = verb.isJSON
    query = try verb.query.map { (expression) throws(Failure) in try OutputQuery(expression) }
    style = Style(
      verb.colorChoice ?? prelude.color ?? .auto, environment: surroundings.environment,
      isTerminal: output.isTerminal)
  }

  /// Runs a verb and sees its output off, also where the verb fails.
  func run(_ verb: any Verb) throws {
    defer { pager?.finish() }
    askQuery()
    do {
      try verb.run(self)
    } catch {
      try output.flush()
      throw error
    }
    try output.flush()
  }

  /// Runs a verb that waits for other programs, and sees its output off, also where the verb fails.
  func run(waiting verb: any WaitingVerb) async throws {
    defer { pager?.finish() }
    askQuery()
    do {
      try await verb.run(waitingIn: self)
    } catch {
      try output.flush()
      throw error
    }
    try output.flush()
  }

  /// Has every object that is reported go through `--jq` where it was given.
  private func askQuery() {
    guard let query else { return }
    output.transform { [self] in
      try tellLosses(in: $0)
      return try query.answer($0, on: output)
    }
  }

  /// Writes what `--jq` makes of a value that is not what the verb reports as JSON: of a state, say.
  ///
  /// - Parameter value: JSON in UTF-8.
  /// - Returns: False where there is no `--jq`, and nothing was written.
  /// - Throws: A `Failure` with status 2 where the expression fails.
  func answer(from value: [UInt8]) throws -> Bool {
    guard let query else { return false }
    try tellLosses(in: value)
    try output.write(transformed: query.answer(value, on: output))
    return true
  }

  /// Says once that a number cannot be asked for as it is written.
  private func tellLosses(in value: [UInt8]) throws {
    guard !hasToldLosses, JQNumbers.losesDigits(in: value) else { return }
    hasToldLosses = true
    try messages.line(
      "git-events: warning: jq keeps about 17 digits of a number: --jq was given one that has more")
    try messages.flush()
  }

  /// Sends what follows through the pager where a person reads it.
  func startPager() throws {
    guard pager == nil, prelude.usesPager, !isJSON, output.isTerminal else { return }
    let command = Pager.command(
      environment: surroundings.environment, configured: try configuredPager())
    guard let command, let started = Pager.start(command, environment: surroundings.environment)
    else { return }
    try output.redirect(to: started.input)
    pager = started
  }

  /// The pager of git's configuration; what a repository of another user says is not run, as git would not.
  private func configuredPager() throws -> String? {
    try commandSettings(of: try? repository()).string("core.pager")
  }

  /// The settings from which commands and keys may be taken: what a repository of another user says is left out.
  ///
  /// - Parameter repository: The repository, where there is one.
  /// - Returns: Its settings, or those from outside of it.
  /// - Throws: A `GitError` for a broken file.
  func commandSettings(of repository: Repository?) throws -> Configuration {
    if let repository, RepositoryOwner.isThisUser(repository.location) {
      return repository.configuration
    }
    return try Configuration(files: outside.configurationFiles, overrides: outside.overrides)
  }

  /// The repository that the caller names instead of having one looked for: `--git-dir`, then `GIT_DIR`.
  var gitDirectory: String? {
    (prelude.gitDirectory ?? surroundings["GIT_DIR"]).map(surroundings.path)
  }

  /// The repository that the command is about.
  ///
  /// - Throws: A `Failure` with status 4 where there is none.
  func repository() throws -> Repository {
    if let openRepository { return openRepository }
    let found: Repository
    if let path = gitDirectory {
      found = try Repository.open(gitDirectory: path, surroundings: outside)
    } else {
      found = try Repository.open(
        at: surroundings.currentDirectory, ceilings: surroundings.ceilings, surroundings: outside)
    }
    openRepository = found
    return found
  }

  /// The program's own file; nil where the system does not tell.
  var program: String? { executable() }

  /// Starts the program once more, beside this one and beyond its end.
  ///
  /// - Parameters:
  ///   - arguments: A verb with its arguments.
  ///   - location: The repository that it is about.
  func startInBackground(_ arguments: [String], in location: RepositoryLocation) {
    guard let executable = executable() else { return }
    DetachedProcess.start(executable, ["--git-dir", location.gitDirectory] + arguments)
  }

  /// Has the repository opened anew when it is asked for next: its settings may have been changed.
  func forgetRepository() { openRepository = nil }

  /// Opens the repository of a folder that need not be the current one.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - ceiling: The topmost folder in which one is looked for.
  /// - Returns: The repository.
  /// - Throws: A `GitError`.
  func repository(at path: String, ceiling: String?) throws -> Repository {
    let ceilings = surroundings.ceilings + (ceiling.map { [Context.parent($0)] } ?? [])
    return try Repository.open(at: path, ceilings: ceilings, surroundings: outside)
  }

  private static func parent(_ path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  /// What a `git` that a verb starts in the current folder is told in front of its command.
  ///
  /// The same settings, and the repository where the caller names one; else git finds the same one by itself, and with
  /// it the folder from which relative addresses start.
  var gitArguments: [String] {
    (gitDirectory.map { ["--git-dir", $0] } ?? [])
      + gitSettings.flatMap { ["-c", $0] }
  }

  /// The settings that this command was given, as git's `-c` takes them.
  var gitSettings: [String] { prelude.settings.map { "\($0.key)=\($0.value)" } }

  /// Git's settings as they hold in the repository, or outside of any.
  func settings() throws -> Configuration {
    if let repository = try? repository() { return repository.configuration }
    return try Configuration(files: outside.configurationFiles, overrides: outside.overrides)
  }

  /// What a repository is told of the environment.
  private var outside: Repository.Surroundings {
    var outside = Repository.Surroundings()
    outside.configurationFiles = ConfigurationFiles.list(surroundings)
    outside.overrides = CommandLineSettings.list(surroundings.environment, prelude)
      .map { ($0.key, $0.value) }
    outside.objectsDirectory = surroundings["GIT_OBJECT_DIRECTORY"].map(surroundings.path)
    outside.alternateObjectsDirectories =
      surroundings["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.split(separator: ":").map {
        surroundings.path(String($0))
      } ?? []
    return outside
  }
}
