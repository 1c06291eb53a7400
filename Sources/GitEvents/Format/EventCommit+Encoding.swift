package import Git

extension EventCommit {
  /// Writes the commit.
  ///
  /// - Returns: The content of the commit object.
  /// - Throws: `GitError.malformed` where a name, an address or the version cannot stand in a commit.
  package func encode() throws(GitError) -> [UInt8] {
    var frames = EventCommitFrames()
    let event = EventData(
      type: type, actor: actor, schema: schema, correlation: correlation, causation: causation)
    try frames.add(
      event, to: stream, recordedBy: recorder, reserved: (payload: payloadReference, code: code))
    var clock = TimeText()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(640)
    let place = EventCommitFrames.Place(
      id: id, version: version, time: time, occurred: occurred, tree: tree, parent: parent)
    try frames.append(0, place, &clock, to: &bytes)
    return bytes
  }
}
