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

  private var pieces: [UInt8] = []
  private var ends: [Ends] = []

  /// Adds a frame.
  ///
  /// - Parameters:
  ///   - stream: The event's stream.
  ///   - type: What happened.
  ///   - people: Who did it, and who records it.
  ///   - schema: The schema version of the payload.
  ///   - texts: What the trailers behind that say; nil for those that there are not.
  /// - Throws: `GitError.malformed` where a name or an address cannot stand in a commit.
  mutating func add(
    _ stream: StreamName, _ type: EventType, _ people: (actor: Actor, recorder: Actor),
    schema: Int?, _ texts: KeyValuePairs<StoreLayout.EventTrailer, String?>
  ) throws(GitError) {
    let author = try Signature(name: people.actor.name, email: people.actor.email, seconds: 0)
    var committer = author
    if people.recorder != people.actor {
      committer = try Signature(
        name: people.recorder.name, email: people.recorder.email, seconds: 0)
    }
    var end = Ends()
    append("\nauthor ")
    author.appendPerson(to: &pieces)
    end.author = pieces.count
    author.appendZone(to: &pieces)
    append("\ncommitter ")
    committer.appendPerson(to: &pieces)
    end.committer = pieces.count
    committer.appendZone(to: &pieces)
    append("\n\n")
    append(type.text)
    append("\n\n")
    append(key: .id)
    end.type = pieces.count
    append("\n")
    append(.stream, stream.text)
    append(key: .version)
    end.stream = pieces.count
    append(.schema, schema.map(String.init))
    for (key, text) in texts { append(key, text) }
    end.trailers = pieces.count
    ends.append(end)
  }

  private mutating func append(_ text: String) { pieces.append(contentsOf: text.utf8) }

  private mutating func append(key: StoreLayout.EventTrailer) {
    append(key.rawValue)
    append(": ")
  }

  private mutating func append(_ key: StoreLayout.EventTrailer, _ value: String?) {
    guard let value else { return }
    append(key: key)
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
