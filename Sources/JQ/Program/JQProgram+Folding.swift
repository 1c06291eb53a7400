import CJQ

/// Folding: states stay parsed in numbered slots, each event runs the program on one of them.
extension JQProgram {
  /// Sets a slot's state.
  ///
  /// - Parameters:
  ///   - text: The state as JSON in UTF-8.
  ///   - slot: The slot's number.
  /// - Throws: `input`.
  package func setState(_ text: [UInt8], slot: Int) throws(JQError) {
    try self.slot(slot).set(try JQText.value(of: text))
  }

  /// Runs the program on a slot's state, and keeps the one value that it yields as the next state.
  ///
  /// A slot that was never set holds null. After an error it holds the state from before.
  ///
  /// - Parameters:
  ///   - event: What `$event` is, as JSON in UTF-8.
  ///   - slot: The slot's number.
  /// - Throws: All but `syntax` and `tooLarge`.
  package func apply(_ event: [UInt8], slot: Int) throws(JQError) {
    try self.slot(slot).apply(event, interpreter)
  }

  /// Writes a slot's state as compact JSON in UTF-8.
  ///
  /// - Parameter slot: The slot's number.
  /// - Returns: The text.
  /// - Throws: `tooLarge`; `failed` for what is nested too deeply; `cancelled`.
  package func state(slot: Int) throws(JQError) -> [UInt8] {
    try JQText.bytes(of: self.slot(slot).copy(interpreter), limit: limits.output)
  }

  /// Tells whether the one value that the program yields for a slot's state counts as true.
  ///
  /// - Parameters:
  ///   - slot: The slot's number.
  ///   - bytes: What `$event` is, as JSON; null if it is nil.
  /// - Returns: Whether it counts as true; the state stays as it is.
  /// - Throws: All but `syntax` and `tooLarge`.
  package func isTrue(ofState slot: Int, event bytes: [UInt8]? = nil) throws(JQError) -> Bool {
    let state = try self.slot(slot).copy(interpreter)
    let event: jv
    do {
      event = try Self.value(ofEvent: bytes)
    } catch {
      jv_free(state)
      throw error
    }
    return Self.isTrue(try interpreter.one(state, event: event))
  }

  /// Forgets all states.
  package func removeStates() {
    slots = [:]
  }

  private func slot(_ number: Int) -> JQSlot {
    if let slot = slots[number] { return slot }
    let slot = JQSlot()
    slots[number] = slot
    return slot
  }
}
