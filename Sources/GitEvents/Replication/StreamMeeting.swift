package import Git

/// How a stream here stands to the same stream elsewhere.
package enum StreamMeeting: Sendable {
  /// Both have the same events, or there are more here.
  case nothingNew
  /// There are more elsewhere, and they follow from what is here.
  case behind(by: StreamHead)
  /// Both have events that the other lacks.
  case diverged(StreamDivergence)

  /// Compares a stream with what another repository has of it.
  ///
  /// Reads as many events as one side has and the other lacks.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - here: Its newest event here; nil where there is none.
  ///   - there: The commit of its newest event elsewhere.
  ///   - reader: Reads the events of both.
  /// - Throws: `damaged`, `io`.
  package init(
    of stream: StreamName, here: StreamHead?, there: ObjectID, _ reader: EventReader
  ) throws(EventStoreError) {
    if here?.commit == there {
      self = .nothingNew
      return
    }
    let newest = try reader.commit(there, of: stream)
    let head = StreamHead(version: newest.version, commit: there, time: newest.time)
    guard let here else {
      self = .behind(by: head)
      return
    }
    var ours = StreamWalk(reader, stream, from: here.commit, version: here.version, downTo: 1)
    var theirs = StreamWalk(reader, stream, from: there, version: head.version, downTo: 1)
    var left = try ours.step()
    var right = try theirs.step()
    var events: [StreamDivergence.Event] = []
    var theirEvents: [StreamDivergence.Event] = []
    while left?.id != right?.id {
      let (leftVersion, rightVersion) = (left?.commit.version ?? 0, right?.commit.version ?? 0)
      if leftVersion >= rightVersion, let (id, commit) = left {
        events.append(.init(id: id, commit: commit))
        left = try ours.step()
      }
      if rightVersion >= leftVersion, let (id, commit) = right {
        theirEvents.append(.init(id: id, commit: commit))
        right = try theirs.step()
      }
    }
    if events.isEmpty {
      self = .behind(by: head)
    } else if theirEvents.isEmpty {
      self = .nothingNew
    } else {
      self = .diverged(
        StreamDivergence(
          stream: stream, base: left?.commit.version ?? 0, here: here, there: head,
          ours: events.reversed(), theirs: theirEvents.reversed()))
    }
  }
}

/// A stream to which two replicas appended without knowing of each other.
package struct StreamDivergence: Sendable {
  /// One event of one of the sides.
  package struct Event: Sendable {
    package let id: ObjectID
    package let commit: EventCommit
  }

  package let stream: StreamName
  /// The version up to which both sides have the same events.
  package let base: Int
  package let here: StreamHead
  package let there: StreamHead
  /// What is only here, oldest first.
  package let ours: [Event]
  /// What is only there, oldest first.
  package let theirs: [Event]
}
