import GitEvents
import JQ

/// Makes states by a jq program.
final class JQFold: StateFold {
  private let name: String
  private let program: JQProgram

  private(set) var losses = DigitLoss()

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - source: The program.
  ///   - name: The projection's name.
  ///   - limits: How much one event may cost.
  ///   - interruption: With what the caller can end it.
  /// - Throws: `invalidDefinition` where the program cannot be compiled.
  init(
    _ source: String, name: String, limits: JQLimits, interruption: JQInterruption?
  ) throws(ProjectionError) {
    self.name = name
    do {
      program = try JQProgram(
        source, profile: .projection, limits: limits, interruption: interruption)
    } catch {
      throw ProjectionError(error, projection: name, at: nil)
    }
  }

  func apply(_ event: RecordedEvent, to slot: Int) throws(ProjectionError) {
    // The position differs between clones; a state must not.
    var shared = event
    shared.position = nil
    if JQNumbers.losesDigits(in: event.data.bytes) { losses.add(event) }
    do {
      try program.apply(EventJSON.line(shared), slot: slot)
    } catch {
      throw ProjectionError(error, projection: name, at: event)
    }
  }

  func state(of slot: Int) throws(ProjectionError) -> JSONText {
    let text: [UInt8]
    do {
      text = try program.state(slot: slot)
    } catch {
      throw ProjectionError(error, projection: name, at: nil)
    }
    do {
      return try JSONText(text, limits: StateLimits.json)
    } catch {
      throw ProjectionError(
        .stateTooLarge, "the state of \(name) cannot be kept: \(error.message)",
        hint: "a state may be 64 MiB large and 256 levels deep: keep less in it, or partition it",
        projection: name)
    }
  }

  func set(_ state: JSONText?, of slot: Int) throws(ProjectionError) {
    losses = DigitLoss()
    do {
      try program.setState((state ?? .null).bytes, slot: slot)
    } catch {
      throw ProjectionError(error, projection: name, at: nil)
    }
  }
}
