package import Git

/// The commit that is an event: everything but the payload.
///
/// `encode` and `init(parsing:)` are the only places that know its layout; `Docs/Format.md` describes it.
package struct EventCommit: Sendable, Equatable {
  package var stream: StreamName
  package var version: Int
  package var id: EventID
  package var type: EventType
  package var time: Timestamp
  package var occurred: OccurredTime?
  package var actor: Actor
  package var recorder: Actor
  package var schema: Int?
  package var correlation: String?
  package var causation: String?
  /// The tree with the payload.
  package var tree: ObjectID
  /// The stream's previous event; nil for version 1.
  package var parent: ObjectID?
  /// Reserved: where the payload is kept apart, what its digest is.
  package var payloadReference: String?
  /// Reserved: the commit of the code that wrote the event.
  package var code: String?
  /// Whether a signature stands in it.
  package var isSigned = false
  /// Where the tree may lie; not a part of what the commit says.
  package var treePlace = ObjectPlace.unknown

  package init(
    stream: StreamName, version: Int, id: EventID, type: EventType, time: Timestamp,
    occurred: OccurredTime? = nil, actor: Actor, recorder: Actor, schema: Int? = nil,
    correlation: String? = nil, causation: String? = nil, tree: ObjectID, parent: ObjectID?,
    payloadReference: String? = nil, code: String? = nil
  ) {
    self.stream = stream
    self.version = version
    self.id = id
    self.type = type
    self.time = time
    self.occurred = occurred
    self.actor = actor
    self.recorder = recorder
    self.schema = schema
    self.correlation = correlation
    self.causation = causation
    self.tree = tree
    self.parent = parent
    self.payloadReference = payloadReference
    self.code = code
  }
}

extension EventCommit {
  /// Reads a commit.
  ///
  /// - Parameter bytes: The content of the commit object.
  /// - Throws: `FormatError`, with what makes it not an event of this format.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    let commit: CommitObject
    do {
      commit = try CommitObject(parsing: bytes)
    } catch {
      throw FormatError("it is not a commit that git would write")
    }
    guard commit.parents.count <= 1 else { throw FormatError("it has more than one parent") }
    guard commit.extraHeaders.allSatisfy(\.isSignature) else {
      throw FormatError("it has a header that the format does not know")
    }
    guard commit.author.zone == .utc, commit.committer.zone == .utc else {
      throw FormatError("its dates are not in UTC")
    }
    let message = commit.message[...]
    guard let end = message.firstIndex(of: UInt8(ascii: "\n")),
      message.dropFirst(end + 1).first == UInt8(ascii: "\n")
    else { throw FormatError("its subject is not followed by trailers") }
    let trailers = try TrailerBlock<StoreLayout.EventTrailer>(parsing: message[(end + 2)...])
    self.init(
      stream: try EventCommit.value(.stream, of: trailers) { try? StreamName($0) },
      version: try EventCommit.value(.version, of: trailers, EventCommit.count),
      id: try EventCommit.value(.id, of: trailers) { try? EventID($0) },
      type: try EventCommit.type(message[..<end]),
      time: try EventCommit.value(.time, of: trailers) { Timestamp(canonicalText: $0) },
      occurred: try EventCommit.optional(.occurred, of: trailers) {
        OccurredTime(canonicalText: $0)
      },
      actor: Actor(storedName: commit.author.name, email: commit.author.email),
      recorder: Actor(storedName: commit.committer.name, email: commit.committer.email),
      schema: try EventCommit.optional(.schema, of: trailers, EventCommit.count),
      correlation: try EventCommit.optional(.correlation, of: trailers, EventCommit.line),
      causation: try EventCommit.optional(.causation, of: trailers, EventCommit.line),
      tree: commit.tree, parent: commit.parents.first,
      payloadReference: try EventCommit.optional(.payload, of: trailers, EventCommit.line),
      code: try EventCommit.optional(.code, of: trailers, EventCommit.line))
    isSigned = !commit.extraHeaders.isEmpty
    try checkDates(author: Int64(commit.author.seconds), committer: Int64(commit.committer.seconds))
    guard (version == 1) == (parent == nil) else {
      throw FormatError(
        "its version is \(version), but it has \(parent == nil ? "no" : "a") parent")
    }
  }

  /// The dates of the two lines repeat what the trailers say, and the author's may say more.
  mutating func checkDates(author: Int64, committer: Int64) throws(FormatError) {
    guard committer == time.seconds else {
      throw FormatError("its committer date is not the second of its Event-Time")
    }
    if let occurred {
      guard author == max(0, occurred.seconds), !occurred.isAuthorDate(of: time.seconds) else {
        throw FormatError("its Event-Occurred and its author date do not fit")
      }
    } else if author != committer {
      guard let date = OccurredTime(seconds: author) else {
        throw FormatError("its author date is none that an event has")
      }
      occurred = date
    }
  }

  private static func type(_ subject: ArraySlice<UInt8>) throws(FormatError) -> EventType {
    guard let text = String(validating: subject, as: UTF8.self), let type = try? EventType(text)
    else { throw FormatError("its subject is not an event type") }
    return type
  }

  private static func value<Value>(
    _ key: StoreLayout.EventTrailer, of trailers: TrailerBlock<StoreLayout.EventTrailer>,
    _ read: (String) -> Value?
  ) throws(FormatError) -> Value {
    guard let value = try optional(key, of: trailers, read) else {
      throw FormatError("it has no \(key.rawValue)")
    }
    return value
  }

  private static func optional<Value>(
    _ key: StoreLayout.EventTrailer, of trailers: TrailerBlock<StoreLayout.EventTrailer>,
    _ read: (String) -> Value?
  ) throws(FormatError) -> Value? {
    guard let text = trailers[key] else { return nil }
    guard let value = read(text) else { throw FormatError("its \(key.rawValue) is not valid") }
    return value
  }

  /// A version of a stream or of a schema: 1 or more.
  private static func count(_ text: String) -> Int? {
    DecimalCount.value(text).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func line(_ text: String) -> String? {
    TrailerValue.problem(with: text) == nil ? text : nil
  }
}
