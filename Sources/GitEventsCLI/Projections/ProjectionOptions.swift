import ArgumentParser
import GitEvents
import GitEventsProjections

/// By what a state is made, and from what.
struct ProjectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How events become a state: a projection's name, FILE.jq, or merge (the default).",
      valueName: "name"))
  var projection: String?

  @Flag(name: .long, help: "Use neither snapshots nor checkpoints.")
  var fromScratch = false

  @Flag(name: .long, help: "Apply also the events that were annotated to be left out.")
  var withSkipped = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long a jq program may take for one event; 0 for ever. 10 where not said.",
      valueName: "seconds"))
  var timeout: Double?

  func validate() throws { try ProjectionOptions.check(timeout: timeout) }

  /// Refuses a time that is none.
  static func check(timeout: Double?) throws {
    if let timeout, !(0...86_400).contains(timeout) {
      throw ValidationError("--timeout takes seconds, from 0 to 86400")
    }
  }

  /// The options of the replay.
  var replay: ReplayOptions {
    var options = fromScratch ? ReplayOptions.fromScratch : ReplayOptions()
    options.includesSkipped = withSkipped
    options.set(timeout: timeout)
    return options
  }
}

extension ReplayOptions {
  /// Sets the time that one event may take.
  ///
  /// - Parameter seconds: The seconds; 0 for ever, nil for as long as it was.
  mutating func set(timeout seconds: Double?) {
    guard let seconds else { return }
    timeout = seconds == 0 ? nil : .milliseconds(Int64(seconds * 1000))
  }
}
