/// What to do with streams to which two replicas appended without knowing of each other.
package enum DivergencePolicy: String, Sendable {
  /// Pull nothing, and tell.
  case stop
  /// Append what is only here once more, behind what came from elsewhere.
  case rebase
  /// Give what is only here a stream of its own.
  case split
}

/// What a pull did, or would do.
package struct PullReport: Sendable {
  /// A stream that got events from elsewhere.
  package struct Moved: Sendable {
    package let stream: StreamName
    package let before: Int
    package let after: Int
  }

  /// What became of the events of a stream that were only here.
  package struct Rebased: Sendable {
    /// One event.
    package struct Event: Sendable {
      package let id: EventID
      package let type: EventType
      package let oldVersion: Int
      package let oldCommit: CommitID
      /// Whether the other side had the same event, so that this one is not needed.
      package let isDropped: Bool
      /// Its version now; nil where nothing was written.
      package var version: Int?
      /// Its commit now; nil where nothing was written.
      package var commit: CommitID?
      /// Whether its append had expected the stream to be where it is no longer.
      package var losesExpectation: Bool
    }

    package let stream: StreamName
    /// The stream in which they are now.
    package let target: StreamName
    package var events: [Event]
  }

  /// Why events cannot be given another place.
  package struct Obstacle: Sendable {
    package let stream: StreamName
    package let reason: String
  }

  /// An id that events of two streams have.
  package struct Repetition: Sendable {
    package let id: EventID
    package let here: StreamName
    package let there: StreamName
  }

  package var moved: [Moved] = []
  package var rebased: [Rebased] = []
  /// The streams because of which nothing was pulled.
  package var diverged: [StreamDivergence] = []
  /// Why what was asked for cannot be done; nothing was pulled where there is one.
  package var obstacles: [Obstacle] = []
  package var repetitions: [Repetition] = []
  /// What was put right of an interrupted writer before.
  package var recovery: RecoveryReport?

  /// Whether nothing was pulled because something stands in the way.
  package var isStopped: Bool { !diverged.isEmpty || !obstacles.isEmpty }

  /// How many events came from elsewhere.
  package var events: Int { moved.reduce(0) { $0 + $1.after - $1.before } }
}
