package import JQ

/// How a state is made.
public struct ReplayOptions: Sendable {
  /// Whether snapshots are begun from; a snapshot is checked before.
  public var usesSnapshots = true
  /// Whether states of earlier replays are begun from, and kept for later ones.
  public var usesCheckpoints = true
  /// Whether events are applied that were noted to be left out.
  public var includesSkipped = false
  /// How long a jq program may take for one event; nil for as long as it takes.
  public var timeout: Duration? = .seconds(10)
  /// With what the caller can end a program that runs.
  package var interruption: JQInterruption?

  /// Makes options: what is kept is used, what is to be left out is left out.
  public init() {}

  /// Everything from the events themselves.
  public static var fromScratch: ReplayOptions {
    var options = ReplayOptions()
    options.usesSnapshots = false
    options.usesCheckpoints = false
    return options
  }

  var limits: JQLimits {
    var limits = JQLimits.standard
    limits.time = timeout
    return limits
  }
}
