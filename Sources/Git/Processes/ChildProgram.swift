#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program than git that is run to its end while the caller waits, such as one that signs.
///
/// It has no terminal as its input or output, so it asks questions, if any, where it finds one by itself.
package struct ChildProgram: Sendable {
  /// How a run ended and what it wrote.
  package struct Outcome: Sendable {
    /// The exit status; 128 plus its number after a signal.
    package let status: Int32
    /// The beginning of standard output.
    package let output: [UInt8]
    /// The beginning of standard error.
    package let errors: [UInt8]
  }

  /// As much as is kept of each stream.
  private static let longest = 1 << 16
  private static let tick: UInt32 = 1000

  /// The program: a path, or a name to be looked for.
  package let name: String
  /// The environment's variables.
  package let environment: [String: String]
  /// After so long it is killed; nil to wait for as long as it takes, because it may be asking somebody.
  package var patience: Duration?

  /// Names a program.
  ///
  /// - Parameters:
  ///   - name: The program: a path, or a name to be looked for.
  ///   - environment: The environment's variables.
  ///   - patience: After so long it is killed.
  package init(_ name: String, environment: [String: String], patience: Duration? = nil) {
    self.name = name
    self.environment = environment
    self.patience = patience
  }

  /// Runs the program.
  ///
  /// The corresponding C function is `posix_spawnp`.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments, without its name.
  ///   - input: The file that it reads from standard input.
  /// - Returns: How it ended.
  /// - Throws: `command` where it cannot be started, or took too long.
  package func run(
    _ arguments: [String], readingFrom input: String = "/dev/null"
  ) throws(GitError) -> Outcome {
    let output = try Pipe(name)
    let errors: Pipe
    do throws(GitError) {
      errors = try Pipe(name)
    } catch {
      output.closeBoth()
      throw error
    }
    let child: pid_t
    do throws(GitError) {
      child = try start(arguments, input, output, errors)
    } catch {
      output.closeBoth()
      errors.closeBoth()
      throw error
    }
    close(output.writing)
    close(errors.writing)
    defer {
      close(output.reading)
      close(errors.reading)
    }
    let deadline = patience.map { ContinuousClock.now + $0 }
    var texts: [[UInt8]] = [[], []]
    var isLate = !collect([output.reading, errors.reading], &texts, until: deadline)
    let status = wait(for: child, until: deadline, &isLate)
    if isLate {
      throw .command(arguments: [name], status: -1, message: "it did not end in time")
    }
    return Outcome(status: status, output: texts[0], errors: texts[1])
  }

  /// Two ends of a pipe that no other child is to hold.
  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init(_ name: String) throws(GitError) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw .system(call: "pipe", path: name, errno: errno) }
      // A child of another thread may have got them in between: this one's end is then seen when that one has ended.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      reading = ends[0]
      writing = ends[1]
    }

    func closeBoth() {
      close(reading)
      close(writing)
    }
  }

  private func start(
    _ arguments: [String], _ input: String, _ output: Pipe, _ errors: Pipe
  ) throws(GitError) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else {
      throw .system(call: "posix_spawn_file_actions_init", path: name, errno: errno)
    }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
    var words = ([name] + arguments).map { strdup($0) }
    words.append(nil)
    var variables = environment.map { strdup("\($0)=\($1)") }
    variables.append(nil)
    defer { for text in words + variables { free(text) } }
    var child = pid_t()
    let problem = posix_spawnp(&child, name, &actions, nil, words, variables)
    guard problem == 0 else {
      throw .command(
        arguments: [name], status: -1, message: String(cString: strerror(problem)))
    }
    return child
  }

  /// Reads both streams to their ends.
  ///
  /// - Returns: False where the time was up before.
  private func collect(
    _ streams: [Int32], _ texts: inout [[UInt8]], until deadline: ContinuousClock.Instant?
  ) -> Bool {
    var open = streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while open.contains(where: { $0.fd >= 0 }) {
      var limit: Int32 = -1
      if let deadline {
        let left = (deadline - .now) / .milliseconds(1)
        if left <= 0 { return false }
        limit = Int32(min(left.rounded(.up), 1e6))
      }
      if poll(&open, nfds_t(open.count), limit) < 0, errno != EINTR { return true }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let count = read(open[index].fd, &buffer, buffer.count)
        if count > 0 {
          let room = ChildProgram.longest - texts[index].count
          texts[index].append(contentsOf: buffer.prefix(min(count, max(0, room))))
        } else if count == 0 || errno != EINTR {
          open[index].fd = -1
        }
      }
    }
    return true
  }

  /// Waits until the child has ended, and ends it where the time is up.
  private func wait(
    for child: pid_t, until deadline: ContinuousClock.Instant?, _ isLate: inout Bool
  ) -> Int32 {
    var status: Int32 = 0
    if isLate { kill(child, SIGKILL) }
    while true {
      let flags = deadline == nil || isLate ? 0 : WNOHANG
      let ended = waitpid(child, &status, flags)
      if ended == child { break }
      if ended < 0, errno != EINTR { return -1 }
      if ended == 0 {
        if let deadline, deadline <= .now {
          isLate = true
          kill(child, SIGKILL)
        } else {
          usleep(ChildProgram.tick)
        }
      }
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}
