import CJQ
import Synchronization

/// Owns one interpreter of libjq with its compiled program, and runs it on one input after another.
///
/// The corresponding C type is `jq_state`. It is used by one thread at a time.
final class JQInterpreter {
  /// Whether the program cannot tell in what form its input is.
  let isBlindToForm: Bool

  private let state: OpaquePointer
  private let feed = JQFeed()
  private let watch: JQWatch

  // jq_compile looks at the environment; see the shim.
  private static let compiling = Mutex(())

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - source: The program.
  ///   - profile: What it is for.
  ///   - limits: What one evaluation may use.
  ///   - interruption: How others end it.
  /// - Throws: `syntax`; `outOfMemory`.
  init(
    _ source: JQSource, profile: JQProfile, limits: JQLimits, interruption: JQInterruption?
  ) throws(JQError) {
    guard let state = jq_init() else { throw .outOfMemory(limit: limits.memory) }
    self.state = state
    isBlindToForm = source.isBlindToForm
    watch = JQWatch(state, limits: limits, interruption: interruption)
    // jq_init leaves the handlers unset.
    jq_set_nomem_handler(state, nil, nil)
    feed.watch = watch
    let feed = Unmanaged.passUnretained(self.feed).toOpaque()
    jq_set_debug_cb(state, { feed, value in JQFeed.take(value, feed) }, feed)
    jq_set_input_cb(state, { _, feed in JQFeed.from(feed)?.next() ?? jv_invalid() }, feed)
    jq_set_error_cb(state, { feed, message in JQFeed.hear(message, feed) }, feed)
    let text = JQPrelude.wrap(source, for: profile)
    let compiled = Self.compiling.withLock { _ in
      text.withUnsafeBytes { bytes in
        git_events_jq_compile(state, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
      }
    }
    guard compiled != 0 else {
      throw JQMessage.syntax(
        self.feed.complaint ?? "the program cannot be compiled", lines: source.lines)
    }
    JQWatchdog.shared.add(watch)
  }

  deinit {
    JQWatchdog.shared.remove(watch)
    var state: OpaquePointer? = state
    jq_teardown(&state)
    feed.clear()
  }

  /// Runs the program on one input and writes each value.
  ///
  /// - Parameters:
  ///   - input: What the program starts from; it is consumed.
  ///   - event: What `$event` is; it is consumed.
  ///   - raw: Whether a string is written as its own text.
  /// - Returns: The values as compact JSON.
  /// - Throws: `failed`, `timeout`, `cancelled`, `outOfMemory`, `tooLarge`.
  func texts(of input: jv, event: jv, raw: Bool) throws(JQError) -> [[UInt8]] {
    let wanted = JQFeed.Wanted.texts(limit: watch.limits.output, raw: raw)
    feed.fill(event: event, input: input, wanted: wanted)
    defer { feed.clear() }
    try run()
    return feed.texts
  }

  /// Runs the program on one input for one value.
  ///
  /// It is heard to its end: a second value is an error, and so is one that comes after the first.
  ///
  /// - Parameters:
  ///   - input: What the program starts from; it is consumed.
  ///   - event: What `$event` is; it is consumed.
  /// - Returns: The value, which the caller owns.
  /// - Throws: `noValue`, `severalValues`, `failed`, `timeout`, `cancelled`, `outOfMemory`.
  func one(_ input: jv, event: jv) throws(JQError) -> jv {
    feed.fill(event: event, input: input, wanted: .one)
    defer { feed.clear() }
    try run()
    return try feed.one()
  }

  private func run() throws(JQError) {
    guard watch.interruption?.isCancelled != true else { throw .cancelled }
    jq_start(state, jv_null(), 0)
    watch.begin()
    let last = jq_next(state)
    let reason = watch.end()
    let failure = feed.failure ?? end(last)
    // Takes apart what an evaluation that was left holds, rather than at the next one.
    if reason != .none { jq_start(state, jv_null(), 0) }
    switch reason {
    case .none, .left: if let failure { throw failure }
    case .time: throw .timeout(watch.limits.time ?? .zero)
    case .memory: throw .outOfMemory(limit: watch.limits.memory)
    case .cancelled: throw .cancelled
    }
  }

  private func end(_ last: jv) -> JQError? {
    guard jv_invalid_has_msg(jv_copy(last)) != 0 else {
      jv_free(last)
      return nil
    }
    return .failed(message: JQMessage.failure(jv_invalid_get_msg(last)))
  }
}
