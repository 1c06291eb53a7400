#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts a program that goes on when this one has ended, and holds nothing of it: no terminal, no pipe, no file.
enum DetachedProcess {
  /// Nobody hands more files on.
  private static let highestInherited: Int32 = 1024

  /// Starts a program in a session of its own, in the current folder, with `/dev/null` for its three streams.
  ///
  /// The corresponding C function is `posix_spawn`.
  ///
  /// - Parameters:
  ///   - path: The program.
  ///   - arguments: Its arguments, without its name.
  /// - Returns: Whether it was started.
  @discardableResult
  static func start(_ path: String, _ arguments: [String]) -> Bool {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return false }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return false }
    defer { posix_spawnattr_destroy(&attributes) }
    for (number, mode) in [(0, O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
      posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", mode, 0)
    }
    #if canImport(Glibc)
      // What this process got from the one that started it, and would hand on.
      for number in 3..<highestInherited { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
      // POSIX_SPAWN_SETSID, which the module leaves out.
      posix_spawnattr_setflags(&attributes, 0x80)
    #else
      posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSID | POSIX_SPAWN_CLOEXEC_DEFAULT))
    #endif
    var words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process = pid_t()
    return posix_spawn(&process, path, &actions, &attributes, words, environ) == 0
  }

  /// Leaves the processor and the disk to whoever else wants them.
  static func giveWay() { _ = nice(10) }
}
