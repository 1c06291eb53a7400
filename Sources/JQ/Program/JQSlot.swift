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
  /// - Throws: `failed` for what is nested too deeply.
  func set(_ value: jv) throws(JQError) {
    forget()
    state = try JQStateForm.settled(value)
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
    state = try next(current, parsed, interpreter)
    if isLarge {
      since.append(event)
    } else {
      release()
    }
  }

  /// The state after an event, in the form that it would have if it were read from text.
  private func next(
    _ state: jv, _ event: jv, _ interpreter: JQInterpreter
  ) throws(JQError) -> jv {
    let next = try interpreter.one(state, event: event)
    return isLarge && interpreter.isBlindToForm ? next : try JQStateForm.settled(next)
  }

  private func current(_ interpreter: JQInterpreter) throws(JQError) -> jv {
    if let state { return state }
    var state = jv_copy(kept)
    for event in since {
      // What the program takes is freed with it, also when it fails.
      state = try next(state, try JQText.value(of: event), interpreter)
    }
    self.state = state
    return state
  }

  private func keep(_ current: jv) {
    release()
    kept = jv_copy(current)
    isLarge = Self.room(in: current, after: Self.large) < 0
  }

  /// Counts what a value holds at any depth, no further than it must.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - room: How much it may hold.
  /// - Returns: What is left of that; negative where the value holds more.
  private static func room(in value: jv, after room: Int) -> Int {
    switch jv_get_kind(value) {
    case JV_KIND_OBJECT:
      var left = room - Int(jv_object_length(jv_copy(value)))
      var place = jv_object_iter(value)
      while left >= 0, jv_object_iter_valid(value, place) != 0 {
        let member = jv_object_iter_value(value, place)
        left = Self.room(in: member, after: left)
        jv_free(member)
        place = jv_object_iter_next(value, place)
      }
      return left
    case JV_KIND_ARRAY:
      let count = jv_array_length(jv_copy(value))
      var left = room - Int(count)
      var place: Int32 = 0
      while left >= 0, place < count {
        let element = jv_array_get(jv_copy(value), place)
        left = Self.room(in: element, after: left)
        jv_free(element)
        place += 1
      }
      return left
    default: return room
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
