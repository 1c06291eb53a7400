import Git
import GitEvents

/// Looks through the ledgers that are there for what they say of a few streams.
///
/// They were verified when they came, so nothing is checked: what is read is what must not be contradicted.
struct KnownLedgers {
  /// What is asked of a stream.
  struct Question {
    /// The version and the time of the head that is there; nil where the stream has no ref.
    let base: (version: Int, time: Timestamp)?
    /// When the first event of the stream was recorded, where that is known of a stream that has a ref.
    let born: Timestamp?
  }

  /// What was found.
  struct Answer {
    /// Lines beyond the heads that are there, with the entries that they are of.
    var ahead: [(line: LedgerLine, commit: LedgerCommit)] = []
    /// The version with which the newest line of each stream ends.
    var newest: [String: Int] = [:]
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
  ///   - continued: Streams of which the newest line must be found, with the version before which it cannot be.
  ///   - settled: From this commit down every stream that the ledger names is known to have a ref that leads to what it says.
  /// - Returns: What was found.
  /// - Throws: `damaged`, `io`.
  func look(
    through tip: ObjectID, for questions: [String: Question], continuing continued: [String: Int],
    settled: ObjectID?
  ) throws(EventStoreError) -> Answer {
    var answer = Answer()
    // What may still be found further down: lines beyond a head, and newest lines.
    var ahead = Set(questions.keys)
    var newest = Set(continued.keys)
    // An entry records nothing that is later than itself, so that each can be given up at a time.
    var heads = Deadlines(ahead.compactMap { name in questions[name]?.base.map { (name, $0.time) } })
    var births = Deadlines(
      newest.compactMap { name in
        continued[name] == 0 ? questions[name]?.born.map { (name, $0) } : nil
      })
    var next: ObjectID? = tip
    while let id = next, !(ahead.isEmpty && newest.isEmpty) {
      let commit = try reader.ledgerCommit(id)
      if id == settled {
        // What has no ref is not in the rest.
        newest = newest.filter { continued[$0] != 0 || questions[$0]?.base != nil }
        ahead = []
        if newest.isEmpty { break }
      }
      for line in commit.lines {
        let component = line.component
        if newest.remove(component) != nil { answer.newest[component] = line.after }
        guard ahead.contains(component), let question = questions[component] else { continue }
        if let base = question.base, line.after <= base.version {
          ahead.remove(component)
        } else {
          answer.ahead.append((line, commit))
        }
      }
      // Imports may keep the times that events had elsewhere.
      if commit.kind != .import {
        while let name = heads.passed(at: commit.time) { ahead.remove(name) }
        while let name = births.passed(at: commit.time) { newest.remove(name) }
      }
      next = commit.previous
    }
    return answer
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
