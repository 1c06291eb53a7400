package import GitEvents
import JQ

/// The first event after which a condition holds of a stream's state.
package struct Bisection: Sendable {
  /// The event; nil where the condition holds after none.
  package let event: RecordedEvent?
  /// The state before the event.
  package let before: JSONText?
  /// The state after the event.
  package let after: JSONText?
  /// Whether the condition held before the first event already.
  package let heldAtFirst: Bool
  /// How many states the condition was asked about.
  package let questionCount: Int
}

/// Looks for the event that made a condition true.
package struct Bisector {
  private let replayer: StreamReplayer
  private let condition: JQProgram

  /// Compiles a condition.
  ///
  /// - Parameters:
  ///   - replayer: Makes the states.
  ///   - condition: A jq program over the state; what it yields is true unless it is false or null.
  ///   - options: How long it may take.
  /// - Throws: `invalidDefinition` where it cannot be compiled.
  package init(
    _ replayer: StreamReplayer, where condition: String, _ options: ReplayOptions
  ) throws(ProjectionError) {
    self.replayer = replayer
    do {
      self.condition = try JQProgram(
        condition, profile: .projection, limits: options.limits,
        interruption: options.interruption)
    } catch {
      throw ProjectionError(error, projection: "--where", at: nil)
    }
  }

  /// Asks about the state after every event, from the first on: finds the very first, however often the condition
  /// changes.
  ///
  /// - Parameter version: The last version of interest.
  /// - Returns: What was found.
  /// - Throws: As `StreamReplayer.replay` does.
  package func first(through version: Int) throws -> Bisection {
    var before = try replayer.replay(at: 0).state
    let heldAtFirst = try holds(before, nil)
    var found: (event: RecordedEvent, before: JSONText, after: JSONText)?
    var count = 1
    if version > 0 {
      try replayer.forEachState(1...version) { event, value in
        let after = value.text
        count += 1
        if try holds(after, event) {
          found = (event, before, after)
          return false
        }
        before = after
        return true
      }
    }
    return Bisection(
      event: found?.event, before: found?.before, after: found?.after, heldAtFirst: heldAtFirst,
      questionCount: count)
  }

  /// Halves the range until the event is found: for a condition that stays true once it is.
  ///
  /// Asks about as many states as the range can be halved, and begins each from the nearest state that is known.
  ///
  /// - Parameter version: The last version of interest.
  /// - Returns: What was found: an event before which the condition does not hold and after which it does.
  /// - Throws: As `StreamReplayer.replay` does.
  package func halving(through version: Int) throws -> Bisection {
    var low = 0
    var high = version
    let first = try replayer.replay(at: 0).state
    let heldAtFirst = try holds(first, nil)
    guard version > 0, try holds(replayer.replay(at: version).state, replayer.event(at: version))
    else {
      return Bisection(
        event: nil, before: nil, after: nil, heldAtFirst: heldAtFirst, questionCount: 2)
    }
    var count = 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      count += 1
      if try holds(replayer.replay(at: middle).state, replayer.event(at: middle)) {
        high = middle
      } else {
        low = middle
      }
    }
    return Bisection(
      event: try replayer.event(at: high), before: try replayer.replay(at: high - 1).state,
      after: try replayer.replay(at: high).state, heldAtFirst: heldAtFirst, questionCount: count)
  }

  private func holds(
    _ state: JSONText, _ event: RecordedEvent?
  ) throws(ProjectionError) -> Bool {
    do {
      return try condition.isTrue(of: state.bytes, event: event.map(EventJSON.line))
    } catch {
      throw ProjectionError(error, projection: "--where", at: event)
    }
  }
}
