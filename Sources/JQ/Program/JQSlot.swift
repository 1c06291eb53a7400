import CJQ

/// One state of a fold.
///
/// libjq changes an object or array in place if nobody else refers to it, and copies it otherwise. To have the state from
/// before when a program fails, somebody must refer to it. A small state is kept so at each event: a copy costs less
/// than a microsecond. A large one is kept at every 64th event only; between those the events are noted, and after a
/// failure the lost state is made again from the kept one, when somebody asks for it.
final class JQSlot {
  private static let large = 32
  private static let stride = 64

  /// The state; nil where a failure has lost it.
  private var state: jv? = jv_null()
  /// An earlier state, and the events that lead from it to the state.
  private var kept = jv_null()
  private var since: [[UInt8]] = []
  private var isLarge = false

  deinit {
    forget()
  }

  /// Replaces the state.
  ///
  /// - Parameter value: The new state; it is consumed.
  func set(_ value: jv) {
    forget()
    state = value
  }

  /// Hands out the state.
  ///
  /// - Parameter interpreter: The program, to make the state again if a failure lost it.
  /// - Returns: A value that the caller owns.
  /// - Throws: Whatever stops the program.
  func copy(_ interpreter: JQInterpreter) throws(JQError) -> jv {
    jv_copy(try current(interpreter))
  }

  /// Runs a program on the state.
  ///
  /// - Parameters:
  ///   - event: What `$event` is, as JSON.
  ///   - interpreter: The program.
  /// - Throws: All but `syntax` and `tooLarge`; the state is then the one from before.
  func apply(_ event: [UInt8], _ interpreter: JQInterpreter) throws(JQError) {
    let current = try current(interpreter)
    let parsed = try JQText.value(of: event)
    if !isLarge || since.count >= Self.stride { keep(current) }
    state = nil
    state = try interpreter.one(current, event: parsed)
    if isLarge {
      since.append(event)
    } else {
      release()
    }
  }

  private func current(_ interpreter: JQInterpreter) throws(JQError) -> jv {
    if let state { return state }
    var state = jv_copy(kept)
    for event in since {
      // What the program takes is freed with it, also when it fails.
      state = try interpreter.one(state, event: try JQText.value(of: event))
    }
    self.state = state
    return state
  }

  private func keep(_ current: jv) {
    release()
    kept = jv_copy(current)
    switch jv_get_kind(current) {
    case JV_KIND_OBJECT: isLarge = jv_object_length(jv_copy(current)) > Self.large
    case JV_KIND_ARRAY: isLarge = jv_array_length(jv_copy(current)) > Self.large
    default: isLarge = false
    }
  }

  private func release() {
    jv_free(kept)
    kept = jv_null()
    since.removeAll(keepingCapacity: isLarge)
  }

  private func forget() {
    release()
    if let state { jv_free(state) }
    state = nil
    isLarge = false
  }
}
