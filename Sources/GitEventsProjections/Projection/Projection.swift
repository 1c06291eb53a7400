public import GitEvents

/// A state that is made by applying events in order, written in Swift.
///
/// `apply` must be a function of the state and the event alone: no clock, no files, no random numbers. Whoever changes
/// what it does raises `definitionVersion`, so that no state of the old definition is used again.
public protocol Projection<State>: Sendable {
  /// What the events amount to.
  associatedtype State

  /// The projection's name: letters, digits, `.`, `_` and `-`.
  var name: String { get }

  /// Which definition of that name it is.
  var definitionVersion: Int { get }

  /// The state before the first event.
  var initial: State { get }

  /// Applies one event.
  ///
  /// - Parameters:
  ///   - event: The event. Its position is left out: that differs between clones.
  ///   - state: The state before it, which becomes the state after it.
  /// - Throws: Whatever makes the event one that cannot be applied; replaying stops there.
  func apply(_ event: RecordedEvent, to state: inout State) throws

  /// Writes a state for snapshots and checkpoints.
  ///
  /// - Parameter state: The state.
  /// - Returns: JSON from which `decode` makes an equal state.
  /// - Throws: Whatever stands in the way.
  func encode(_ state: State) throws -> JSONText

  /// Reads a state back.
  ///
  /// - Parameter text: What `encode` wrote.
  /// - Returns: The state.
  /// - Throws: Whatever stands in the way; the state is then made from the events.
  func decode(_ text: JSONText) throws -> State
}
