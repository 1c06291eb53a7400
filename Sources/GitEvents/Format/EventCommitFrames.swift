import Git

/// The commits of many events, each without what depends on its place in the store.
///
/// Tree, parent, id, version and times are put in when the event is recorded; everything else is written and checked
/// ahead, on any thread, behind that of the events before it.
struct EventCommitFrames: Sendable {
  /// Where the pieces of one frame end; each begins where the one before it ends.
  private struct Ends {
    var author = 0
    var committer = 0
    var type = 0
    var stream = 0
    var trailers = 0
  }

  /// What is put into a frame.
  struct Place {
    var id: EventID
    var version: Int
    var time: Timestamp
    var occurred: OccurredTime?
    var tree: ObjectID
    var parent: ObjectID?
  }

  /// What two people are called in a commit.
  private struct People {
    var actor: Actor
    var recorder: Actor
    var author: [UInt8] = []
    var committer: [UInt8] = []

    init(_ actor: Actor, _ recorder: Actor) throws(GitError) {
      self.actor = actor
      self.recorder = recorder
      let left = try Signature(name: actor.name, email: actor.email, seconds: 0)
      let right = try Signature(name: recorder.name, email: recorder.email, seconds: 0)
      author.append(contentsOf: "\nauthor ".utf8)
      left.appendPerson(to: &author)
      Signature.appendZone(.utc, to: &committer)
      committer.append(contentsOf: "\ncommitter ".utf8)
      right.appendPerson(to: &committer)
    }
  }

  private var pieces: [UInt8] = []
  /// Those of the frame before: most events have the same.
  private var people: People?
  private var ends: [Ends] = []

  /// Adds a frame.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - stream: Its stream.
  ///   - recorder: Who records it.
  ///   - texts: What the reserved trailers say.
  /// - Throws: `GitError.malformed` where a name or an address cannot stand in a commit.
  mutating func add(
    _ event: EventData, to stream: StreamName, recordedBy recorder: Actor,
    reserved texts: (payload: String?, code: String?) = (nil, nil)
  ) throws(GitError) {
    let people = try people(event.actor ?? recorder, recorder)
    var end = Ends()
    pieces.append(contentsOf: people.author)
    end.author = pieces.count
    pieces.append(contentsOf: people.committer)
    end.committer = pieces.count
    pieces.append(contentsOf: EventCommitFrames.zoneAndGap)
    append(event.type.text)
    pieces.append(contentsOf: EventCommitFrames.id)
    end.type = pieces.count
    pieces.append(contentsOf: EventCommitFrames.stream)
    append(stream.text)
    pieces.append(contentsOf: EventCommitFrames.version)
    end.stream = pieces.count
    if let schema = event.schema { append(.schema, String(schema)) }
    append(.correlation, event.correlation)
    append(.causation, event.causation)
    append(.payload, texts.payload)
    append(.code, texts.code)
    end.trailers = pieces.count
    ends.append(end)
  }

  private mutating func people(
    _ actor: Actor, _ recorder: Actor
  ) throws(GitError) -> People {
    if let people, people.actor == actor, people.recorder == recorder { return people }
    let made = try People(actor, recorder)
    people = made
    return made
  }

  private mutating func append(_ text: String) { pieces.append(contentsOf: text.utf8) }

  private mutating func append(_ key: StoreLayout.EventTrailer, _ value: String?) {
    guard let value else { return }
    append(key.rawValue)
    append(": ")
    append(value)
    append("\n")
  }

  /// Writes a commit: the only place that knows its layout, but for those that parse it.
  ///
  /// - Parameters:
  ///   - index: Its frame.
  ///   - place: What is put in.
  ///   - clock: The time that was written last.
  ///   - bytes: What the content of the commit object is appended to.
  /// - Throws: `GitError.malformed` where the version or the time cannot stand in a commit.
  func append(
    _ index: Int, _ place: Place, _ clock: inout TimeText, to bytes: inout [UInt8]
  ) throws(GitError) {
    guard place.version <= DecimalCount.maximum else {
      throw .malformed(what: "event", reason: "its version is beyond what the format knows")
    }
    let seconds = place.time.seconds
    guard seconds >= 0 else {
      throw .malformed(what: "signature", reason: "its time is before 1970")
    }
    let start = index == 0 ? 0 : ends[index - 1].trailers
    let end = ends[index]
    bytes.append(contentsOf: EventCommitFrames.tree)
    place.tree.appendHex(to: &bytes)
    if let parent = place.parent {
      bytes.append(contentsOf: EventCommitFrames.parent)
      parent.appendHex(to: &bytes)
    }
    bytes.append(contentsOf: pieces[start..<end.author])
    // Git knows no time before 1970.
    DecimalNumber.append(Int(max(0, place.occurred?.seconds ?? seconds)), to: &bytes)
    bytes.append(contentsOf: pieces[end.author..<end.committer])
    DecimalNumber.append(Int(seconds), to: &bytes)
    bytes.append(contentsOf: pieces[end.committer..<end.type])
    bytes.append(contentsOf: place.id.text.utf8)
    bytes.append(contentsOf: pieces[end.type..<end.stream])
    DecimalNumber.append(place.version, to: &bytes)
    bytes.append(contentsOf: EventCommitFrames.time)
    clock.append(place.time, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    if let occurred = place.occurred, !occurred.isAuthorDate(of: seconds) {
      bytes.append(contentsOf: EventCommitFrames.occurred)
      bytes.append(contentsOf: occurred.text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes.append(contentsOf: pieces[end.stream..<end.trailers])
  }

  private static let tree = Array("tree ".utf8)
  private static let parent = Array("\nparent ".utf8)
  private static let zoneAndGap: [UInt8] = {
    var bytes: [UInt8] = []
    Signature.appendZone(.utc, to: &bytes)
    return bytes + Array("\n\n".utf8)
  }()
  private static let id = Array("\n\n\(StoreLayout.EventTrailer.id.rawValue): ".utf8)
  private static let stream = Array("\n\(StoreLayout.EventTrailer.stream.rawValue): ".utf8)
  private static let version = Array("\n\(StoreLayout.EventTrailer.version.rawValue): ".utf8)
  private static let time = Array("\n\(StoreLayout.EventTrailer.time.rawValue): ".utf8)
  private static let occurred = Array("\(StoreLayout.EventTrailer.occurred.rawValue): ".utf8)
}

extension OccurredTime {
  /// Whether the author line alone tells a reader that and when an event occurred.
  ///
  /// - Parameter seconds: When it was recorded.
  /// - Returns: False where a trailer must tell.
  func isAuthorDate(of seconds: Int64) -> Bool {
    nanoseconds == 0 && self.seconds >= 0 && self.seconds != seconds
  }
}
