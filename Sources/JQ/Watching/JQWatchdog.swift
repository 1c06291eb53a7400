import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one thread that stops jq programs which run for too long, take too much memory or are wanted no more.
///
/// It looks every five milliseconds while something is evaluated, and sleeps while nothing is. It is started by the
/// first program and never ends. An evaluation that is over between two looks costs it nothing.
final class JQWatchdog: Sendable {
  static let shared = JQWatchdog()

  /// What the watchdog knows of a program's current evaluation.
  private struct Watched {
    let watch: JQWatch
    var evaluation: UInt64 = 0
    var since = ContinuousClock.now
    var memory = 0
  }

  private static let pause: UInt32 = 5_000
  /// So many looks at nothing, and it goes to sleep.
  private static let patience = 40

  private let watched = Mutex<[Watched]>([])
  private let memory = ResidentMemory()
  private let isAsleep = Atomic(false)
  private let alarm = DispatchSemaphore(value: 0)
  private let isStarted = Atomic(false)

  /// Watches a program from now on.
  ///
  /// - Parameter watch: The program's meeting point.
  func add(_ watch: JQWatch) {
    watched.withLock { $0.append(Watched(watch: watch)) }
    guard !isStarted.exchange(true, ordering: .acquiringAndReleasing) else { return }
    start()
  }

  /// Forgets a program, in which nothing is evaluated.
  ///
  /// - Parameter watch: The program's meeting point.
  func remove(_ watch: JQWatch) {
    watched.withLock { all in all.removeAll { $0.watch === watch } }
  }

  /// Makes the watchdog look, if it sleeps.
  func wake() {
    guard isAsleep.load(ordering: .sequentiallyConsistent),
      isAsleep.exchange(false, ordering: .sequentiallyConsistent)
    else { return }
    alarm.signal()
  }

  // Signals are for the threads that there were before.
  private func start() {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = pthread_create(
      &thread, nil,
      { _ in
        JQWatchdog.shared.run()
        return nil
      }, nil)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    // No thread to be had: the next program tries again.
    if status != 0 { isStarted.store(false, ordering: .releasing) }
  }

  private func run() {
    var idle = 0
    while true {
      usleep(Self.pause)
      idle = look() ? 0 : idle + 1
      guard idle >= Self.patience else { continue }
      isAsleep.store(true, ordering: .sequentiallyConsistent)
      // An evaluation that began before it read the flag is seen here; a later one sees the flag.
      if look() {
        if !isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.wait() }
      } else {
        alarm.wait()
      }
      idle = 0
    }
  }

  // Whether anything is evaluated.
  private func look() -> Bool {
    watched.withLock { all in
      var isActive = false
      for index in all.indices {
        guard let evaluation = all[index].watch.running else { continue }
        isActive = true
        examine(&all[index], evaluation)
      }
      return isActive
    }
  }

  private func examine(_ watched: inout Watched, _ evaluation: UInt64) {
    let watch = watched.watch
    if watched.evaluation != evaluation {
      watched.evaluation = evaluation
      watched.since = .now
      watched.memory = memory.bytes
    }
    if watch.interruption?.isCancelled == true {
      watch.stop(evaluation, .cancelled)
    } else if let limit = watch.limits.time, watched.since.duration(to: .now) > limit {
      watch.stop(evaluation, .time)
    } else if memory.bytes - watched.memory > min(watch.limits.memory, 1 << 30) {
      watch.stop(evaluation, .memory)
    }
  }
}
