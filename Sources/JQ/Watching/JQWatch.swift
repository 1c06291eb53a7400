import CJQ
import Synchronization

/// The meeting point of the thread that evaluates a program and of the watchdog that may stop it.
///
/// One word says what goes on: the number of the evaluation and its phase. Whoever stops an evaluation takes it from
/// `running` to `stopping` and on to `stopped`; between the two nobody else touches the interpreter. The evaluating
/// thread goes from `running` or `stopped` to `idle`, and starts or frees the interpreter only when idle: so the
/// watchdog never stops an evaluation that is over, or an interpreter that is gone.
final class JQWatch: Sendable {
  /// Why an evaluation was stopped.
  enum Reason: UInt8 {
    case none, left, time, memory, cancelled
  }

  private enum Phase {
    static let idle: UInt64 = 0
    static let running: UInt64 = 1
    static let stopping: UInt64 = 2
    static let stopped: UInt64 = 3
    static let mask: UInt64 = 3
  }

  let limits: JQLimits
  let interruption: JQInterruption?
  /// Where the interpreter is; a number, because pointers may not cross threads.
  private let interpreter: UInt
  private let word = Atomic<UInt64>(Phase.idle)
  private let reason = Atomic<UInt8>(Reason.none.rawValue)

  /// Watches an interpreter, which must live until nothing is evaluated any more.
  ///
  /// - Parameters:
  ///   - interpreter: The interpreter, which has a program.
  ///   - limits: What one evaluation may use.
  ///   - interruption: How others end it.
  init(_ interpreter: OpaquePointer, limits: JQLimits, interruption: JQInterruption?) {
    self.interpreter = UInt(bitPattern: interpreter)
    self.limits = limits
    self.interruption = interruption
  }

  // MARK: The evaluating thread

  /// Says that an evaluation has started, right after `jq_start`.
  func begin() {
    let number = (word.load(ordering: .relaxed) | Phase.mask) + 1
    word.store(number | Phase.running, ordering: .sequentiallyConsistent)
    JQWatchdog.shared.wake()
  }

  /// Says that the evaluation is over.
  ///
  /// - Returns: Why it was stopped, or `none`.
  func end() -> Reason {
    let running = word.load(ordering: .acquiring)
    let idle = running & ~Phase.mask
    if running & Phase.mask == Phase.running,
      word.compareExchange(expected: running, desired: idle, ordering: .acquiringAndReleasing)
        .exchanged
    {
      return .none
    }
    // The watchdog is at it: a few instructions more.
    while word.load(ordering: .acquiring) & Phase.mask != Phase.stopped {}
    let why = Reason(rawValue: reason.load(ordering: .relaxed)) ?? .none
    word.store(idle, ordering: .releasing)
    return why
  }

  /// Leaves the evaluation before its end, from within one of its callbacks.
  func leave() {
    if let running { stop(running, .left) }
  }

  // MARK: The watchdog

  /// The evaluation that goes on, if one does: a number that no other one has.
  var running: UInt64? {
    let now = word.load(ordering: .sequentiallyConsistent)
    return now & Phase.mask == Phase.running ? now : nil
  }

  /// Stops an evaluation, unless it is over by now.
  ///
  /// libjq looks at a flag before each of its instructions. The corresponding C function is `jq_halt`; it may be
  /// called once for each `jq_start`.
  ///
  /// - Parameters:
  ///   - evaluation: What `running` answered.
  ///   - why: What the evaluating thread is told.
  func stop(_ evaluation: UInt64, _ why: Reason) {
    let stopping = evaluation & ~Phase.mask | Phase.stopping
    guard
      word.compareExchange(
        expected: evaluation, desired: stopping, ordering: .acquiringAndReleasing
      ).exchanged
    else { return }
    jq_halt(OpaquePointer(bitPattern: interpreter), jv_invalid(), jv_invalid())
    reason.store(why.rawValue, ordering: .relaxed)
    word.store(evaluation | Phase.stopped, ordering: .releasing)
  }
}
