import Git
import GitEvents

/// Knows the commit of each version of a stream, walking back from its head as far as it is asked.
///
/// Holds 44 bytes for each version that was passed: what a walk has read of a commit need not be read again.
final class StreamCommits {
  let stream: StreamName
  /// The version of the newest event; 0 where there is no such stream.
  let head: Int

  private var walk: StreamWalk?
  /// What is known of the versions, from the head down.
  private var passed: [Passed] = []
  private var types: [EventType: UInt32] = [:]
  private var typeNames: [EventType] = []

  /// What is kept of a commit.
  private struct Passed {
    let commit: ObjectID
    let tree: ObjectID
    /// The number of the type; the highest bit is set where the payload is kept apart.
    let type: UInt32
  }

  private static let isKeptApart: UInt32 = 1 << 31

  init(_ store: EventStore, _ stream: StreamName) throws(EventStoreError) {
    self.stream = stream
    let newest = try store.head(of: stream)
    head = newest?.commit.version ?? 0
    walk = newest.map {
      StreamWalk(store.reader, stream, from: $0.id, version: $0.commit.version, downTo: 1)
    }
  }

  /// The commit of a version.
  ///
  /// - Parameter version: From 1 to the head.
  /// - Returns: The commit.
  /// - Throws: `damaged`, `io`; `eventNotFound` beyond the head.
  func commit(of version: Int) throws(EventStoreError) -> ObjectID {
    guard (1...max(head, 1)).contains(version), head > 0 else {
      throw EventStoreError(
        .eventNotFound, "\(stream) is at version \(head): there is no \(stream)@\(version)",
        stream: stream)
    }
    return try passed(version).commit
  }

  /// The type of the event of a version.
  func type(of version: Int) throws(EventStoreError) -> EventType {
    typeNames[Int(try passed(version).type & ~StreamCommits.isKeptApart)]
  }

  /// The tree with the payload of a version; nil where the payload is kept apart.
  func tree(of version: Int) throws(EventStoreError) -> ObjectID? {
    let passed = try passed(version)
    return passed.type & StreamCommits.isKeptApart == 0 ? passed.tree : nil
  }

  /// What the state at a version depends on besides its events.
  ///
  /// Walks no further than to that version.
  ///
  /// - Parameters:
  ///   - skipped: The events that are left out.
  ///   - version: The version of the state.
  /// - Returns: Nil where nothing is left out.
  /// - Throws: `damaged`, `io`.
  func key(
    of skipped: SkippedEvents, through version: Int
  ) throws(EventStoreError) -> String? {
    try skipped.key(of: stream, through: version) { (version, commit) throws(EventStoreError) in
      guard version <= head else { return false }
      return try self.commit(of: version).hex == commit
    }
  }

  private func passed(_ version: Int) throws(EventStoreError) -> Passed {
    let place = head - version
    while passed.count <= place, let (id, commit) = try walk?.step() {
      let flag = commit.payloadReference == nil ? 0 : StreamCommits.isKeptApart
      passed.append(Passed(commit: id, tree: commit.tree, type: number(of: commit.type) | flag))
    }
    guard place < passed.count else {
      throw EventStoreError(
        .damaged, "the history of \(stream) ends before version \(version)", stream: stream)
    }
    return passed[place]
  }

  private func number(of type: EventType) -> UInt32 {
    if let number = types[type] { return number }
    let number = UInt32(typeNames.count)
    types[type] = number
    typeNames.append(type)
    return number
  }
}
