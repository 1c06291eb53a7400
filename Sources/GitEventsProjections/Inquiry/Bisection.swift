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
  /// Whether the condition held already before the first event that was looked at.
  package let heldAtFirst: Bool
  /// How many states the condition was asked about.
  package let questionCount: Int

  /// The answer where there is no such event.
  fileprivate static func nothing(heldAtFirst: Bool, questionCount: Int) -> Bisection {
    Bisection(
      event: nil, before: nil, after: nil, heldAtFirst: heldAtFirst, questionCount: questionCount)
  }
}

/// Looks for the event that made a condition true.
///
/// For one thread at a time.
package final class Bisector {
  private let replayer: StreamReplayer
  private let condition: JQProgram
  private var losses = DigitLoss()

  /// Says that states lost digits on their way into the condition, which may have answered wrongly.
  package var warning: ReplayWarning? { ReplayWarning(losses, projection: "the condition") }

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
      throw ProjectionError(condition: error, at: nil)
    }
  }

  /// Asks about the state after every event, from the first on: finds the very first, however often the condition
  /// changes.
  ///
  /// Where the condition held before already, events that leave that state as it was are passed over: they brought
  /// nothing about.
  ///
  /// - Parameters:
  ///   - start: The version behind which to look; 0 for the whole stream.
  ///   - end: The last version of interest.
  /// - Returns: What was found.
  /// - Throws: As `StreamReplayer.replay` does.
  package func first(after start: Int = 0, through end: Int) throws -> Bisection {
    var before = try replayer.replay(at: start).state
    let heldAtFirst = try held(before, at: start)
    var found: (event: RecordedEvent, before: JSONText, after: JSONText)?
    var isAsAtFirst = heldAtFirst
    var count = 1
    if end > start {
      try replayer.forEachState(start + 1...end) { event, value in
        let after = value.text
        if isAsAtFirst, after == before { return true }
        isAsAtFirst = false
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
  /// Asks about as many states as the range can be halved, and begins each from the nearest state that is known. Where the
  /// condition held before already, a state that is as it was then does not count.
  ///
  /// - Parameters:
  ///   - start: The version behind which to look; 0 for the whole stream.
  ///   - end: The last version of interest.
  /// - Returns: What was found: an event after which the condition holds, and before which it does not, unless it is the
  ///   first one or the condition held before the range; none where it does not hold at the end.
  /// - Throws: As `StreamReplayer.replay` does.
  package func halving(after start: Int = 0, through end: Int) throws -> Bisection {
    let first = try replayer.replay(at: start).state
    let heldAtFirst = try held(first, at: start)
    guard end > start else { return .nothing(heldAtFirst: heldAtFirst, questionCount: 1) }
    var count = 1
    func isBroughtAbout(at version: Int) throws -> Bool {
      count += 1
      let state = try replayer.replay(at: version).state
      if heldAtFirst, state == first { return false }
      return try holds(state, replayer.event(at: version))
    }
    var low = start
    var high = end
    guard try isBroughtAbout(at: end) else {
      return .nothing(heldAtFirst: heldAtFirst, questionCount: count)
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try isBroughtAbout(at: middle) { high = middle } else { low = middle }
    }
    return Bisection(
      event: try replayer.event(at: high), before: try replayer.replay(at: high - 1).state,
      after: try replayer.replay(at: high).state, heldAtFirst: heldAtFirst, questionCount: count)
  }

  /// Whether the condition holds of the state before the range.
  private func held(_ state: JSONText, at version: Int) throws -> Bool {
    if version > 0 { return try holds(state, replayer.event(at: version)) }
    do {
      return try holds(state, nil)
    } catch {
      // Of a state in which there is nothing yet, a condition may not know what to say.
      guard error.code == .programFailed else { throw error }
      return false
    }
  }

  private func holds(
    _ state: JSONText, _ event: RecordedEvent?
  ) throws(ProjectionError) -> Bool {
    if let event, JQNumbers.losesDigits(in: state.bytes) { losses.add(event) }
    do {
      return try condition.isTrue(of: state.bytes, event: event.map(EventJSON.line))
    } catch {
      throw ProjectionError(condition: error, at: event)
    }
  }
}
