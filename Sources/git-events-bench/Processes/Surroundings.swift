#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the benchmark runs: its scratch folder, the programs, and the environment that they all get.
struct Surroundings {
  /// The scratch folder, without a slash at its end.
  let folder: String
  /// The `git-events` program that is measured.
  let program: String
  /// This program.
  let own: String

  /// The environment of every child: no configuration but git's own, one identity.
  var environment: [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return [
      "PATH=\(path)", "HOME=\(folder)", "LC_ALL=C.UTF-8", "TZ=UTC", "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org",
      "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org", "GIT_PAGER=cat",
    ]
  }

  /// The same with the program copied into the scratch folder, as an installation has it.
  ///
  /// A linker may write through a mapping. The pages of such a file lie singly in the system's memory until they are
  /// read from the disk anew, and loading them takes a millisecond longer than loading a copy.
  ///
  /// - Returns: Where the benchmark runs.
  /// - Throws: `BenchFailure` where the program cannot be copied.
  func withInstalledProgram() throws -> Surroundings {
    let copy = path("git-events")
    try succeed(["cp", program, copy])
    return Surroundings(folder: folder, program: copy, own: own)
  }

  /// A path in the scratch folder.
  ///
  /// - Parameter name: The name in it.
  /// - Returns: The path.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Runs a program to its end, whatever that is.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - input: The file that it reads.
  ///   - output: The file for its output.
  /// - Returns: How it ended.
  /// - Throws: `BenchFailure` where it could not be started.
  func run(
    _ words: [String], input: String = "/dev/null", output: String = "/dev/null"
  ) throws -> ChildProcess.Ending {
    try ChildProcess(
      words: words, environment: environment, input: input, output: output,
      errors: path("errors.txt")
    ).run()
  }

  /// Runs a program that must succeed.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - input: The file that it reads.
  ///   - output: The file for its output.
  /// - Returns: How many seconds it took.
  /// - Throws: `BenchFailure`, with what it said.
  @discardableResult
  func succeed(
    _ words: [String], input: String = "/dev/null", output: String = "/dev/null"
  ) throws -> Double {
    let ending = try run(words, input: input, output: output)
    if ending.status != 0 {
      let said = InputFile.text(path("errors.txt")) ?? ""
      throw BenchFailure(
        "\(words.joined(separator: " ")): status \(ending.status): \(said.suffix(400))")
    }
    return ending.seconds
  }

  /// Runs a program that must succeed, and reads what it prints.
  ///
  /// - Parameter words: The program and its arguments.
  /// - Returns: Standard output, without the newlines at its end.
  /// - Throws: `BenchFailure`, with what it said.
  func answer(_ words: [String]) throws -> String {
    try succeed(words, output: path("answer.txt"))
    var text = InputFile.text(path("answer.txt")) ?? ""
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  /// Removes a folder with all that is in it, or a file.
  ///
  /// - Parameter paths: What is removed.
  /// - Throws: `BenchFailure`.
  func remove(_ paths: String...) throws { try succeed(["rm", "-rf", "--"] + paths) }
}
