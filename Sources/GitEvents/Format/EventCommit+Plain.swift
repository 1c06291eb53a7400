import Git

/// What the events that were read last had in common: most events of a stream share names, so those are not made anew.
package struct EventCommitMemory: Sendable {
  /// A value with the bytes that it was made of.
  private struct Known<Value: Sendable>: Sendable {
    var bytes: [UInt8] = []
    var value: Value?

    /// The value of some bytes: the known one, or one that is made now.
    mutating func value(
      of range: Range<Int>, in text: [UInt8], _ make: (ArraySlice<UInt8>) -> Value?
    ) -> Value? {
      if let value, isKnown(range, in: text) { return value }
      guard let made = make(text[range]) else { return nil }
      bytes = Array(text[range])
      value = made
      return made
    }

    private func isKnown(_ range: Range<Int>, in text: [UInt8]) -> Bool {
      range.count == bytes.count && ByteSearch.isFound(bytes, at: range.lowerBound, in: text)
    }
  }

  private var stream = Known<StreamName>()
  private var type = Known<EventType>()
  private var actor = Known<Actor>()
  private var recorder = Known<Actor>()

  /// Remembers nothing yet.
  package init() {}

  fileprivate mutating func stream(_ range: Range<Int>, in bytes: [UInt8]) -> StreamName? {
    stream.value(of: range, in: bytes) { EventCommit.text($0).flatMap { try? StreamName($0) } }
  }

  fileprivate mutating func type(_ range: Range<Int>, in bytes: [UInt8]) -> EventType? {
    type.value(of: range, in: bytes) { EventCommit.text($0).flatMap { try? EventType($0) } }
  }

  fileprivate mutating func actor(_ person: CommitOutline.Person, in bytes: [UInt8]) -> Actor? {
    actor.value(of: person.whole, in: bytes) { _ in EventCommit.actor(person, in: bytes) }
  }

  fileprivate mutating func recorder(_ person: CommitOutline.Person, in bytes: [UInt8]) -> Actor? {
    recorder.value(of: person.whole, in: bytes) { _ in EventCommit.actor(person, in: bytes) }
  }
}

extension EventCommit {
  /// Reads a commit, quickly where it is as plain as the store writes it.
  ///
  /// - Parameters:
  ///   - bytes: The content of the commit object.
  ///   - memory: What earlier commits had in common.
  /// - Throws: `FormatError`, with what makes it not an event of this format.
  package init(
    parsing bytes: [UInt8], recalling memory: inout EventCommitMemory
  ) throws(FormatError) {
    if let commit = EventCommit(plain: bytes, recalling: &memory) {
      self = commit
    } else {
      try self.init(parsing: bytes)
    }
  }

  /// Each key of a trailer with the colon and the space behind it.
  private static let trailerKeys = StoreLayout.EventTrailer.allCases.map {
    (key: $0, bytes: Array("\($0.rawValue): ".utf8))
  }

  /// Reads a plain commit.
  ///
  /// Nil is the answer for one that is not plain, be it sound or not: `init(parsing:)` knows more and says what is wrong.
  /// What is accepted here is what it would have made of the same bytes.
  ///
  /// - Parameters:
  ///   - bytes: The content of the commit object.
  ///   - memory: What earlier commits had in common.
  package init?(plain bytes: [UInt8], recalling memory: inout EventCommitMemory) {
    guard let outline = CommitOutline(bytes),
      let subjectEnd = EventCommit.lineEnd(in: bytes, from: outline.message),
      subjectEnd + 1 < bytes.count, bytes[subjectEnd + 1] == 0x0A,
      let trailers = EventCommit.trailers(in: bytes, from: subjectEnd + 2),
      let id = trailers.id, let streamRange = trailers.stream, let version = trailers.version,
      let time = trailers.time, let stream = memory.stream(streamRange, in: bytes),
      let type = memory.type(outline.message..<subjectEnd, in: bytes),
      let actor = memory.actor(outline.author, in: bytes),
      let recorder = memory.recorder(outline.committer, in: bytes)
    else { return nil }
    self.init(
      stream: stream, version: version, id: id, type: type, time: time,
      occurred: trailers.occurred, actor: actor, recorder: recorder, schema: trailers.schema,
      correlation: trailers.correlation, causation: trailers.causation, tree: outline.tree,
      parent: outline.parent)
    guard (version == 1) == (parent == nil) else { return nil }
    do throws(FormatError) {
      try checkDates(
        author: Int64(outline.author.seconds), committer: Int64(outline.committer.seconds))
    } catch {
      return nil
    }
  }

  private struct PlainTrailers {
    var id: EventID?
    var stream: Range<Int>?
    var version: Int?
    var time: Timestamp?
    var occurred: OccurredTime?
    var schema: Int?
    var correlation: String?
    var causation: String?

    /// Takes one value; false where it is none, or one for the careful reader.
    mutating func take(
      _ key: StoreLayout.EventTrailer, _ range: Range<Int>, in bytes: [UInt8]
    ) -> Bool {
      let value = bytes[range]
      switch key {
      case .id:
        id = EventID(stored: value)
        return id != nil
      case .stream:
        stream = range
        return true
      case .version:
        version = DecimalCount.value(value).flatMap { $0 > 0 ? $0 : nil }
        return version != nil
      case .time:
        time = Timestamp(canonical: value)
        return time != nil
      case .occurred:
        occurred = EventCommit.text(value).flatMap(OccurredTime.init(canonicalText:))
        return occurred != nil
      case .schema:
        schema = DecimalCount.value(value).flatMap { $0 > 0 ? $0 : nil }
        return schema != nil
      case .correlation:
        correlation = EventCommit.plainLine(value)
        return correlation != nil
      case .causation:
        causation = EventCommit.plainLine(value)
        return causation != nil
      case .payload, .code: return false
      }
    }
  }

  private static func trailers(in bytes: [UInt8], from start: Int) -> PlainTrailers? {
    var trailers = PlainTrailers()
    var position = start
    var next = 0
    while position < bytes.count {
      while !hasKey(next, at: position, in: bytes) {
        next += 1
        if next == trailerKeys.count { return nil }
      }
      let value = position + trailerKeys[next].bytes.count
      guard let end = lineEnd(in: bytes, from: value),
        trailers.take(trailerKeys[next].key, value..<end, in: bytes)
      else { return nil }
      // Each key stands once at most.
      next += 1
      position = end + 1
      if next == trailerKeys.count, position < bytes.count { return nil }
    }
    return trailers
  }

  private static func hasKey(_ index: Int, at position: Int, in bytes: [UInt8]) -> Bool {
    ByteSearch.isFound(trailerKeys[index].bytes, at: position, in: bytes)
  }

  private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
    ByteSearch.first(0x0A, in: bytes, from: start)
  }

  fileprivate static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)
  }

  fileprivate static func actor(_ person: CommitOutline.Person, in bytes: [UInt8]) -> Actor {
    Actor(
      storedName: String(decoding: bytes[person.name], as: UTF8.self),
      email: String(decoding: bytes[person.email], as: UTF8.self))
  }

  /// A value of visible ASCII and inner spaces, which keeps the rule of trailers; nil for any other.
  fileprivate static func plainLine(_ bytes: ArraySlice<UInt8>) -> String? {
    guard (1...TrailerValue.maximumBytes).contains(bytes.count), bytes.first != 0x20,
      bytes.last != 0x20
    else { return nil }
    for byte in bytes where byte < 0x20 || byte >= 0x7F { return nil }
    return text(bytes)
  }
}
