#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs other programs to their end.
struct ChildProcess {
  /// How a run ended.
  struct Ending {
    /// The exit status; 128 plus its number after a signal.
    let status: Int32
    /// From the start to the end.
    let seconds: Double
    /// The most memory that the process had at once.
    let peakBytes: Int
  }

  /// The program and its arguments.
  var words: [String]
  /// The environment's variables, as `NAME=VALUE`.
  var environment: [String]
  /// What it reads from standard input.
  var input = "/dev/null"
  /// Where standard output goes.
  var output = "/dev/null"
  /// Where standard error goes.
  var errors = "/dev/null"

  /// Runs the program.
  ///
  /// - Returns: How it ended.
  /// - Throws: `BenchFailure` where it could not be started.
  func run() throws -> Ending {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o600)
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    var variables = environment.map { strdup($0) }
    variables.append(nil)
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    let start = ContinuousClock.now
    let problem = posix_spawnp(&child, words.first ?? "", &actions, nil, arguments, variables)
    if problem != 0 {
      throw BenchFailure("cannot start \(words.first ?? "nothing"): errno \(problem)")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      if errno != EINTR { throw BenchFailure("cannot wait for \(words[0]): errno \(errno)") }
    }
    let seconds = Stopwatch.seconds(since: start)
    #if canImport(Glibc)
      let peak = usage.ru_maxrss * 1024
    #else
      let peak = usage.ru_maxrss
    #endif
    let signal = status & 0x7F
    return Ending(
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, seconds: seconds, peakBytes: peak)
  }
}
