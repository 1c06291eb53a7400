import Git
import GitEvents

/// Looks through a ledger that is there for what it said last of a few streams.
///
/// It was verified when it came, so nothing is checked: what is read is what must not be contradicted.
struct KnownLedgers {
  /// What is asked of a stream.
  struct Question {
    /// When the head that is there was recorded; nil where the stream has no ref.
    let head: Timestamp?
    /// When its first event was recorded, where that is known of a stream that has a ref.
    let born: Timestamp?
  }

  private let reader: EventReader

  init(_ reader: EventReader) {
    self.reader = reader
  }

  /// Looks through a ledger, from its tip down, as far as need be.
  ///
  /// - Parameters:
  ///   - tip: Where it is.
  ///   - questions: The streams to look for, as components of refs.
  ///   - continued: The streams with which the ledger goes on, with the version before what it gets. Their newest lines are
  ///     found wherever they are; those of others where they may tell of more than the head that is there.
  ///   - settled: From this commit down every stream that the ledger names is known to have a ref that leads to what it says.
  /// - Returns: The newest lines of the streams that were found.
  /// - Throws: `damaged`, `io`.
  func newestLines(
    below tip: ObjectID, for questions: [String: Question], continuing continued: [String: Int],
    settled: ObjectID?
  ) throws(EventStoreError) -> [String: LedgerLine] {
    var found: [String: LedgerLine] = [:]
    var wanted = Set(questions.keys)
    // An entry records nothing that is later than itself, so that most are given up at a time.
    var deadlines = Deadlines(
      questions.compactMap { name, question in
        switch continued[name] {
        case nil: question.head.map { (name, $0) }
        case 0?: question.born.map { (name, $0) }
        default: nil
        }
      })
    var next: ObjectID? = tip
    while let id = next, !wanted.isEmpty {
      let commit = try reader.ledgerCommit(id)
      if id == settled {
        // What has no ref is not in the rest, nor is anything beyond a head.
        wanted = wanted.filter { name in
          guard let before = continued[name] else { return false }
          return before > 0 || questions[name]?.head != nil
        }
      }
      for line in commit.lines where wanted.remove(line.component) != nil {
        found[line.component] = line
      }
      // Imports may keep the times that events had elsewhere.
      if commit.kind != .import {
        while let name = deadlines.passed(at: commit.time) { wanted.remove(name) }
      }
      next = commit.previous
    }
    return found
  }
}

/// Streams with times, the latest first: a walk back in time passes one after the other.
private struct Deadlines {
  private var rest: ArraySlice<(name: String, time: Timestamp)>

  init(_ times: [(name: String, time: Timestamp)]) {
    rest = times.sorted { $0.time > $1.time }[...]
  }

  /// Takes the next stream whose time a walk has passed.
  ///
  /// - Parameter time: Where the walk is.
  /// - Returns: Nil where none that is left is later.
  mutating func passed(at time: Timestamp) -> String? {
    guard let first = rest.first, time < first.time else { return nil }
    rest.removeFirst()
    return first.name
  }
}
