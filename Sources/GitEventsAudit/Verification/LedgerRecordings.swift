import Git
import GitEvents

/// Which commit of which ledger brought which events: 16 bytes a line, and 40 a commit.
struct LedgerRecordings: Sendable {
  /// A commit of a ledger.
  struct Commit: Sendable {
    let id: ObjectID
    let time: Timestamp
    /// Which ledger it is of, by its number.
    let ledger: UInt32
    /// Whether a signature stands in it.
    let isSigned: Bool
    /// Whether it is the last part of its entry, or all of it.
    let isLastPart: Bool
    /// Whether it lies before the point from which on everything is checked.
    let isTrusted: Bool
  }

  /// The events that a line of a commit brings to a stream.
  struct Recording: Sendable {
    let stream: UInt32
    let before: UInt32
    let after: UInt32
    /// The commit, by its number.
    let commit: UInt32
  }

  /// The replicas, by their numbers.
  private(set) var replicas: [String] = []
  /// The commits, those of one ledger from the newest to the oldest.
  private(set) var commits: [Commit] = []
  private var recordings: [Recording] = []
  private var starts: [Int] = []

  mutating func beginLedger(of replica: String) { replicas.append(replica) }

  mutating func beginCommit(_ commit: LedgerCommit, _ id: ObjectID, isTrusted: Bool) {
    commits.append(
      Commit(
        id: id, time: commit.time, ledger: UInt32(clamping: replicas.count - 1),
        isSigned: commit.isSigned, isLastPart: commit.part.number == commit.part.total,
        isTrusted: isTrusted))
  }

  mutating func add(_ line: LedgerLine, stream: UInt32) {
    recordings.append(
      Recording(
        stream: stream, before: UInt32(clamping: line.before), after: UInt32(clamping: line.after),
        commit: UInt32(clamping: commits.count - 1)))
  }

  /// Puts the recordings in order: by stream, what was recorded first at the end.
  mutating func sort(streams count: Int) {
    let commits = commits
    recordings.sort { left, right in
      if left.stream != right.stream { return left.stream < right.stream }
      let times = (commits[Int(left.commit)].time, commits[Int(right.commit)].time)
      return times.0 != times.1 ? times.0 > times.1 : left.commit < right.commit
    }
    starts = [Int](repeating: 0, count: count + 1)
    for recording in recordings { starts[Int(recording.stream) + 1] += 1 }
    for number in 0..<count { starts[number + 1] += starts[number] }
  }

  /// What brought the events of a stream, the earliest last.
  ///
  /// - Parameter stream: The stream's number.
  /// - Returns: Each line of each ledger that tells of it.
  func recordings(of stream: UInt32) -> ArraySlice<Recording> {
    recordings[starts[Int(stream)]..<starts[Int(stream) + 1]]
  }
}
