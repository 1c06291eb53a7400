package import Git

/// The tag that is a snapshot: everything but the state and the event at which it stands.
///
/// `encode` and `init(parsing:)` are the only places that know its layout; `Docs/Format.md` describes it.
package struct SnapshotTag: Sendable, Equatable {
  /// The longest text that says what was left out, in bytes.
  package static let maximumSkippedBytes = 200

  /// The last second of the year 9999: what is later cannot be written as a time.
  private static let latestSecond = 253_402_300_799

  package var stream: StreamName
  package var version: Int
  package var projection: ProjectionName
  /// The blob of the definition that made the state; nil where a client supplied the state.
  package var definition: ObjectID?
  /// Which events were left out, in the words of whoever left them out; nil where none was.
  package var skipped: String?
  /// The snapshot commit.
  package var commit: ObjectID
  package var recorder: Actor
  /// When the snapshot was made, in seconds since 1970.
  package var seconds: Int

  package init(
    stream: StreamName, version: Int, projection: ProjectionName, definition: ObjectID?,
    skipped: String?, commit: ObjectID, recorder: Actor, seconds: Int
  ) {
    self.stream = stream
    self.version = version
    self.projection = projection
    self.definition = definition
    self.skipped = skipped
    self.commit = commit
    self.recorder = recorder
    self.seconds = seconds
  }

  /// The full name of the tag's ref.
  package var reference: String {
    StoreLayout.snapshotReference(of: projection, stream, version: version)
  }

  /// The first line of the tag's message, and of its commit's.
  package var subject: String { "snapshot \(stream)@\(version) by \(projection)" }

  /// Checks a text that says what was left out.
  ///
  /// - Parameter text: The text.
  /// - Returns: What is wrong with it, as a clause; nil where nothing is.
  package static func problem(withSkipped text: String) -> String? {
    text.utf8.count > maximumSkippedBytes
      ? "it is longer than \(maximumSkippedBytes) bytes" : TrailerValue.problem(with: text)
  }
}

extension SnapshotTag {
  /// Writes the tag.
  ///
  /// - Returns: The content of the tag object.
  /// - Throws: `GitError.malformed` where the recorder or the version cannot stand in a tag.
  package func encode() throws(GitError) -> [UInt8] {
    guard (1...DecimalCount.maximum).contains(version) else {
      throw .malformed(what: "snapshot", reason: "its version is beyond what the format knows")
    }
    guard seconds <= SnapshotTag.latestSecond else {
      throw .malformed(what: "snapshot", reason: "its time is behind the year 9999")
    }
    return try TagObject(
      object: commit, kind: .commit, name: StoreLayout.tagName(of: reference),
      tagger: Signature(name: recorder.name, email: recorder.email, seconds: seconds),
      message: message
    ).serialized()
  }

  private var message: [UInt8] {
    var trailers = TrailerBlock<StoreLayout.SnapshotTrailer>()
    trailers[.stream] = stream.text
    trailers[.version] = String(version)
    trailers[.projection] = projection.text
    trailers[.definition] = definition?.hex
    trailers[.skipped] = skipped
    var message = subject + "\n\n"
    trailers.append(to: &message)
    return Array(message.utf8)
  }

  /// Reads a tag.
  ///
  /// - Parameter bytes: The content of the tag object.
  /// - Throws: `FormatError`, with what makes it not a snapshot of this format.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    let tag: TagObject
    do {
      tag = try TagObject(parsing: bytes)
    } catch {
      throw FormatError("it is not a tag that git would write")
    }
    guard tag.kind == .commit else {
      throw FormatError("it is on a \(tag.kind.name), not on a commit")
    }
    guard let tagger = tag.tagger else { throw FormatError("it does not say who made it") }
    let lines = tag.message[...]
    guard let end = lines.firstIndex(of: UInt8(ascii: "\n")),
      lines.dropFirst(end + 1).first == UInt8(ascii: "\n")
    else { throw FormatError("its subject is not followed by trailers") }
    let trailers = try TrailerBlock<StoreLayout.SnapshotTrailer>(parsing: lines[(end + 2)...])
    guard let stream = trailers[.stream].flatMap({ try? StreamName($0) }),
      let version = trailers[.version].flatMap(DecimalCount.value), version > 0,
      let projection = trailers[.projection].flatMap({ try? ProjectionName($0) })
    else { throw FormatError("its stream, version or projection is missing or not valid") }
    let definition = trailers[.definition].map { ObjectID(hex: $0) }
    if let definition, definition == nil {
      throw FormatError("its Snapshot-Definition is not an object name")
    }
    let skipped = trailers[.skipped]
    if let skipped, let problem = SnapshotTag.problem(withSkipped: skipped) {
      throw FormatError("its Snapshot-Skipped is not valid: \(problem)")
    }
    self.init(
      stream: stream, version: version, projection: projection, definition: definition ?? nil,
      skipped: skipped, commit: tag.object,
      recorder: Actor(storedName: tagger.name, email: tagger.email), seconds: tagger.seconds)
    guard seconds <= SnapshotTag.latestSecond else {
      throw FormatError("its time is behind the year 9999")
    }
    guard tag.name == StoreLayout.tagName(of: reference), tag.message == message else {
      throw FormatError("its name and its subject do not repeat its trailers")
    }
  }
}
