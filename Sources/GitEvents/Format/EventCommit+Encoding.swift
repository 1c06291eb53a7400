package import Git

extension EventCommit {
  /// Writes the commit.
  ///
  /// - Returns: The content of the commit object.
  /// - Throws: `GitError.malformed` where a name, an address or the version cannot stand in a commit.
  package func encode() throws(GitError) -> [UInt8] {
    guard version <= DecimalCount.maximum else {
      throw .malformed(what: "event", reason: "its version is beyond what the format knows")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(640)
    bytes.append(contentsOf: "tree ".utf8)
    tree.appendHex(to: &bytes)
    if let parent {
      bytes.append(contentsOf: "\nparent ".utf8)
      parent.appendHex(to: &bytes)
    }
    bytes.append(contentsOf: "\nauthor ".utf8)
    try signature(of: actor, Int(authorSeconds)).append(to: &bytes)
    bytes.append(contentsOf: "\ncommitter ".utf8)
    try signature(of: recorder, Int(time.seconds)).append(to: &bytes)
    bytes.append(contentsOf: "\n\n".utf8)
    bytes.append(contentsOf: type.text.utf8)
    bytes.append(contentsOf: "\n\n".utf8)
    appendTrailers(to: &bytes)
    return bytes
  }

  /// The trailers in the order of their keys.
  private func appendTrailers(to bytes: inout [UInt8]) {
    EventCommit.append(.id, id.text, to: &bytes)
    EventCommit.append(.stream, stream.text, to: &bytes)
    EventCommit.append(.version, String(version), to: &bytes)
    bytes.append(contentsOf: StoreLayout.EventTrailer.time.rawValue.utf8)
    bytes.append(contentsOf: ": ".utf8)
    time.appendCanonicalText(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    if let occurred, !authorLineSays(occurred) {
      EventCommit.append(.occurred, occurred.text, to: &bytes)
    }
    EventCommit.append(.schema, schema.map(String.init), to: &bytes)
    EventCommit.append(.correlation, correlation, to: &bytes)
    EventCommit.append(.causation, causation, to: &bytes)
    EventCommit.append(.payload, payloadReference, to: &bytes)
    EventCommit.append(.code, code, to: &bytes)
  }

  private static func append(
    _ key: StoreLayout.EventTrailer, _ value: String?, to bytes: inout [UInt8]
  ) {
    guard let value else { return }
    bytes.append(contentsOf: key.rawValue.utf8)
    bytes.append(contentsOf: ": ".utf8)
    bytes.append(contentsOf: value.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  private func signature(of actor: Actor, _ seconds: Int) throws(GitError) -> Signature {
    try Signature(name: actor.name, email: actor.email, seconds: seconds)
  }
}
