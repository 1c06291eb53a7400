/// Whether a snapshot can be begun from, and why not.
package enum SnapshotStanding: Sendable, Hashable {
  /// It can.
  case current
  /// Another definition of the projection made it.
  case otherDefinition
  /// Since it was made, events were noted to be left out, or to be taken into account again.
  case otherEventsLeftOut
  /// A client supplied the state: nobody can compute it again.
  case notRecomputable
  /// Nothing here defines the projection: only who does can judge it.
  case noDefinition
  /// Its commit is not the stream's event of that version.
  case notInStream
  /// It breaks the format.
  case damaged(reason: String)

  /// The words that people read.
  package var text: String {
    switch self {
    case .current: "current"
    case .otherDefinition: "other definition"
    case .otherEventsLeftOut: "other events left out"
    case .notRecomputable: "not recomputable"
    case .noDefinition: "no definition here"
    case .notInStream: "not in the stream"
    case .damaged: "damaged"
    }
  }

  /// The word that stands for it in JSON.
  package var word: String {
    switch self {
    case .current: "current"
    case .otherDefinition: "other-definition"
    case .otherEventsLeftOut: "other-events-left-out"
    case .notRecomputable: "not-recomputable"
    case .noDefinition: "no-definition"
    case .notInStream: "not-in-stream"
    case .damaged: "damaged"
    }
  }

  /// Whether no replay here would begin from it, now or later: it only takes room.
  package var isUseless: Bool {
    switch self {
    case .current, .notRecomputable, .noDefinition: false
    case .otherDefinition, .otherEventsLeftOut, .notInStream, .damaged: true
    }
  }
}
