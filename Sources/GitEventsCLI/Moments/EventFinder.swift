import Git
import GitEvents

/// Finds the streams and events that a user names.
struct EventFinder {
  let store: EventStore
  let now: Timestamp

  /// Most streams that are looked at to suggest a name.
  private static let suggestionScan = 20_000

  /// Finds a part of a stream, or all of it.
  ///
  /// - Parameter text: `STREAM` or `STREAM@A..B`; `stream:` in front forces a stream's name.
  /// - Returns: The stream and the versions meant; nil versions for none at all.
  /// - Throws: Status 4 where there is no such stream, 2 where the range is none.
  func part(_ text: String) throws -> (stream: StreamName, versions: ClosedRange<Int>?) {
    let (stream, range) = try split(text, parse: MomentRange.parse)
    let head = try store.version(of: stream)
    let after = try range?.after.map { try version($0, of: stream, head: head) } ?? 0
    let through = try range?.through.map { try version($0, of: stream, head: head) } ?? head
    return (stream, after < through ? after + 1...through : nil)
  }

  /// Finds one event.
  ///
  /// - Parameter text: A moment: a stream, a point of one, an event's id, a commit's; or one with its prefix.
  /// - Returns: The event.
  /// - Throws: Status 4 where there is none, 2 where the text cannot name any.
  func event(_ text: String) throws -> RecordedEvent {
    switch try resolve(text) {
    case .event(let event): return event
    case .stream(let stream, let moment):
      let head = try store.version(of: stream)
      let version = try moment.map { try self.version($0, of: stream, head: head) } ?? head
      guard version > 0 else {
        throw Failure.notFound(
          .eventNotFound, "\(stream)@0 is the empty state: there is no event to show",
          hint: "\(stream)@1 is its first event")
      }
      return try event(of: stream, version)
    }
  }

  /// What a moment names.
  enum Resolution {
    /// An event, by its id or its commit.
    case event(RecordedEvent)
    /// A stream, or a point of one.
    case stream(StreamName, Moment?)
  }

  /// Finds out what a moment names.
  func resolve(_ text: String) throws -> Resolution {
    if let id = text.after(prefix: "id:") {
      guard let event = try store.event(id: EventID(id)) else { throw noEvent(text) }
      return .event(event)
    }
    if let hex = text.after(prefix: "commit:") {
      guard let event = try event(commit: hex) else { throw noEvent(text) }
      return .event(event)
    }
    if !text.hasPrefix("stream:") {
      let name = try? StreamName(text)
      let isStream = try name.map { try store.version(of: $0) > 0 } ?? false
      if !isStream, !(try isPoint(text)) {
        if let id = try? EventID(text), let event = try store.event(id: id) {
          return .event(event)
        }
        if let event = try event(commit: text) { return .event(event) }
      }
    }
    do {
      let (stream, moment) = try split(text, parse: Moment.parse)
      return .stream(stream, moment)
    } catch var failure as Failure
      where failure.code == EventStoreError.Code.streamNotFound.rawValue
    {
      guard !text.hasPrefix("stream:"), failure.message.hasSuffix("'\(text)'") else {
        throw failure
      }
      failure.message = "no stream, event or commit is called '\(text)'"
      throw failure
    }
  }

  /// Reads the event of a version.
  func event(of stream: StreamName, _ version: Int) throws -> RecordedEvent {
    var cursor = try store.read(stream, .forward, versions: version...version)
    guard let event = try cursor.next() else { throw noEvent("\(stream)@\(version)") }
    return event
  }

  private func event(commit hex: String) throws -> RecordedEvent? {
    guard (4...40).contains(hex.utf8.count), hex.utf8.allSatisfy({ isHexDigit($0) }) else {
      return nil
    }
    let commits = try store.commits(withPrefix: hex.lowercased())
    if commits.count > 1 {
      throw Failure.invalid(
        "'\(hex)' is ambiguous: \(commits.count) commits begin so", hint: "give more digits")
    }
    return try commits.first.flatMap { try store.event(commit: $0) }
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// Whether the text is a point of a stream that exists.
  private func isPoint(_ text: String) throws -> Bool {
    guard let at = text.lastIndex(of: "@"), let stream = try? StreamName(String(text[..<at])) else {
      return false
    }
    return try store.version(of: stream) > 0
  }

  /// Splits a text at its last `@`, unless the whole of it is a stream's name.
  func split<Point>(
    _ text: String, parse: (Substring, Timestamp) throws -> Point?
  ) throws -> (StreamName, Point?) {
    let bare = text.after(prefix: "stream:") ?? text
    if let stream = try? StreamName(bare), try store.version(of: stream) > 0 {
      return (stream, nil)
    }
    guard let at = bare.lastIndex(of: "@") else { throw try unknownStream(bare) }
    let name = String(bare[..<at])
    guard let stream = try? StreamName(name), try store.version(of: stream) > 0 else {
      // Where no moment follows the @, it is a part of the name.
      throw try unknownStream(parse(bare[bare.index(after: at)...], now) == nil ? bare : name)
    }
    guard let point = try parse(bare[bare.index(after: at)...], now) else {
      throw Failure.invalid(
        "'\(bare[at...])' names no moment of \(stream)",
        hint: "write @7, @~1, @{2 hours ago}, or for a range @3..7")
    }
    return (stream, point)
  }

  /// Finds the version that a point means.
  func version(_ moment: Moment, of stream: StreamName, head: Int) throws -> Int {
    switch moment {
    case .version(let version):
      guard version <= head else {
        throw Failure.notFound(
          .eventNotFound, "\(stream) is at version \(head): there is no \(stream)@\(version)",
          hint: "git events log \(stream) lists its events")
      }
      return version
    case .beforeHead(let count):
      guard count <= head else {
        throw Failure.notFound(
          .eventNotFound, "\(stream) has only \(head) events",
          hint: "git events log \(stream) lists them")
      }
      return head - count
    case .time(let time):
      var cursor = try store.read(stream, .backward, versions: nil)
      while let event = try cursor.next() {
        if event.time <= time { return event.version }
      }
      return 0
    }
  }

  private func noEvent(_ text: String) -> Failure {
    .notFound(
      .eventNotFound, "there is no event '\(text)'",
      hint:
        "name it as STREAM@VERSION, by its id, or by its commit; git events list shows all three")
  }

  /// The failure for a stream that is not there, with the names that may have been meant.
  func unknownStream(_ name: String) throws -> Failure {
    let limit = NearNames.limit(for: name)
    var near: [(distance: Int, name: String)] = []
    var cursor = try store.streams()
    var seen = 0
    while seen < Self.suggestionScan, let stream = try? cursor.next() {
      seen += 1
      if let distance = NearNames.distance(name, stream.name.text, limit: limit) {
        near.append((distance, stream.name.text))
      }
    }
    let names = near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(
      \.name)
    let hint =
      names.isEmpty
      ? "git events streams lists the streams" : "did you mean \(names.joined(separator: ", "))?"
    return Failure.notFound(.streamNotFound, "there is no stream '\(name)'", hint: hint)
      .with("stream", .text(name))
  }
}

extension String {
  /// What follows a prefix; nil where the text does not begin with it.
  func after(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
