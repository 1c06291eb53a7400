package import GitEvents

/// Makes states from events: the one engine behind every form of projection.
///
/// It holds any number of states, in slots counted from 0, so that one program serves all parts of a partitioned
/// projection. A slot that was never set has the initial state.
package protocol StateFold: AnyObject {
  /// Applies an event to a state.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - slot: Which state; where this fails, nothing is said of it.
  /// - Throws: `programFailed`, `programStopped`, with the event.
  func apply(_ event: RecordedEvent, to slot: Int) throws(ProjectionError)

  /// Whether it needs of an event nothing but its payload.
  var needsPayloadAlone: Bool { get }

  /// Applies the payload of an event to a state; only where that is all it needs.
  ///
  /// - Parameters:
  ///   - data: The payload.
  ///   - slot: Which state.
  func apply(payload data: JSONText, to slot: Int)

  /// Writes a state.
  ///
  /// - Parameter slot: Which.
  /// - Returns: Its canonical text.
  /// - Throws: `stateTooLarge`, `programFailed`.
  func state(of slot: Int) throws(ProjectionError) -> JSONText

  /// Gives a state as a value, which shares with earlier ones what has not changed where the fold can.
  ///
  /// - Parameter slot: Which.
  /// - Returns: The value.
  /// - Throws: As `state(of:)` does.
  func value(of slot: Int) throws(ProjectionError) -> JSONValue

  /// Sets a state to what `state(of:)` wrote; nil for the initial one.
  ///
  /// - Parameters:
  ///   - state: The state.
  ///   - slot: Which.
  /// - Throws: `invalidState`.
  func set(_ state: JSONText?, of slot: Int) throws(ProjectionError)

  /// Events whose numbers lost digits on the way into the program, since a state was last set.
  var losses: DigitLoss { get }
}

extension StateFold {
  package var needsPayloadAlone: Bool { false }

  package func apply(payload data: JSONText, to slot: Int) {}

  package func value(of slot: Int) throws(ProjectionError) -> JSONValue {
    JSONValue(try state(of: slot))
  }
}

/// The limits of a state as text: what a reader of snapshots takes.
package enum StateLimits {
  package static let json = JSONLimits(maximumDepth: 256, maximumBytes: 64 << 20)
}
