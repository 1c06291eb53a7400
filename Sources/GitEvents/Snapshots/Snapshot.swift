package import Git

/// A state of a stream at one of its events, as a tag of the repository keeps it; without the state itself.
package struct Snapshot: Sendable, Hashable {
  package let stream: StreamName
  package let version: Int
  package let projection: ProjectionName
  /// The blob of the definition that made the state; nil where a client supplied the state, which nobody can compute
  /// again then.
  package let definition: ObjectID?
  /// Which events were left out, as whoever took the snapshot said; nil where none was.
  package let skipped: String?
  /// The commit of the event at which the snapshot stands.
  package let event: ObjectID
  /// The snapshot commit.
  package let commit: ObjectID
  /// The tag object.
  package let tag: ObjectID
  /// When it was taken, to the second.
  package let time: Timestamp
  /// Who took it.
  package let recorder: Actor
  /// The blob of the state.
  package let stateBlob: ObjectID

  init(_ tag: SnapshotTag, _ id: ObjectID, event: ObjectID, stateBlob: ObjectID) {
    stream = tag.stream
    version = tag.version
    projection = tag.projection
    definition = tag.definition
    skipped = tag.skipped
    self.event = event
    commit = tag.commit
    self.tag = id
    time = Timestamp(microseconds: Int64(tag.seconds) * 1_000_000)
    recorder = tag.recorder
    self.stateBlob = stateBlob
  }
}

/// A state to be kept as a snapshot.
package struct NewSnapshot: Sendable {
  package var stream: StreamName
  package var version: Int
  /// The commit of the event at which it stands.
  package var event: ObjectID
  package var projection: ProjectionName
  /// The blob of the definition that made the state; nil for a state that a client supplied.
  package var definition: ObjectID?
  /// Which events were left out: one line of at most 200 bytes, which the store only keeps.
  package var skipped: String?
  package var state: JSONText

  package init(
    stream: StreamName, version: Int, event: ObjectID, projection: ProjectionName,
    definition: ObjectID?, skipped: String? = nil, state: JSONText
  ) {
    self.stream = stream
    self.version = version
    self.event = event
    self.projection = projection
    self.definition = definition
    self.skipped = skipped
    self.state = state
  }

  /// Whether a recorded snapshot says the same.
  ///
  /// - Parameters:
  ///   - snapshot: The recorded one.
  ///   - state: The blob that this one's state makes.
  /// - Returns: True where all but who took it and when is the same.
  func isEqual(to snapshot: Snapshot, state: ObjectID) -> Bool {
    snapshot.stream == stream && snapshot.version == version && snapshot.event == event
      && snapshot.projection == projection && snapshot.definition == definition
      && snapshot.skipped == skipped && snapshot.stateBlob == state
  }
}
