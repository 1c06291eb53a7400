#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The programs that run at a moment, each in a process group of its own, so that all can be killed at once.
public final class RunningPrograms: Sendable {
  private let processes = Shared<Set<pid_t>>([])

  /// Begins with none.
  public init() {}

  func add(_ process: pid_t) { processes.withLock { _ = $0.insert(process) } }

  func remove(_ process: pid_t) { processes.withLock { _ = $0.remove(process) } }

  /// Kills all that run now, with everything that they started.
  public func kill() {
    processes.withLock { for process in $0 { _ = killpg(process, SIGKILL) } }
  }
}
