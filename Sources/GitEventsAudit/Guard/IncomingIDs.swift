import Git
import GitEvents

/// Finds events whose ids are there already, or come twice.
///
/// All that comes is compared with each other, and with the events that the ledgers which are there recorded last: reading
/// every event of a store for each push would make pushes slower as it grows. `verify` compares all.
struct IncomingIDs {
  /// So many of the newest events are compared with.
  private static let newest = 4096

  private struct Place {
    let stream: StreamName
    let version: Int
    let commit: ObjectID
  }

  private let known: EventReader
  private let new: EventReader

  init(known: EventReader, new: EventReader) {
    self.known = known
    self.new = new
  }

  /// Finds ids that are there more than once.
  ///
  /// - Parameters:
  ///   - marks: A number for each new event; they are put in order.
  ///   - added: The new events.
  ///   - tips: The ledgers that are there.
  ///   - report: Takes why moves are refused.
  /// - Throws: `io`; `damaged` where what is there cannot be read.
  func verify(
    _ marks: inout [UInt64], _ added: [IncomingStreams.Added], _ tips: [ObjectID],
    _ report: inout IncomingReport
  ) throws(EventStoreError) {
    if marks.isEmpty { return }
    var wanted = EventIDMark.repeated(in: &marks)
    var seen: [EventID: Place] = [:]
    for (id, place) in try newest(tips) {
      let mark = EventIDMark.mark(of: id)
      guard IncomingIDs.contains(mark, in: marks) else { continue }
      wanted.insert(mark)
      seen[id] = place
    }
    if wanted.isEmpty { return }
    for events in added {
      var next: ObjectID? = events.head
      // What cannot be read has been told of.
      while let id = next, let commit = try? new.commit(id), commit.version > events.base {
        next = commit.parent
        guard wanted.contains(EventIDMark.mark(of: commit.id)) else { continue }
        guard let other = seen[commit.id] else {
          seen[commit.id] = Place(stream: commit.stream, version: commit.version, commit: id)
          continue
        }
        if other.commit == id { continue }
        report.add(
          IncomingRefusal(
            events.reference, .format(.eventID),
            "the id \(commit.id) of \(commit.stream)@\(commit.version), "
              + "which \(other.stream)@\(other.version) has"))
      }
    }
  }

  /// The events that were recorded last.
  private func newest(_ tips: [ObjectID]) throws(EventStoreError) -> [(EventID, Place)] {
    var found: [(EventID, Place)] = []
    for tip in tips {
      var rest = IncomingIDs.newest / tips.count
      var next: ObjectID? = tip
      while rest > 0, let id = next {
        let entry = try known.ledgerCommit(id)
        next = entry.previous
        for line in entry.lines where rest > 0 {
          var event: ObjectID? = line.head
          for _ in 0..<min(line.count, rest) {
            guard let id = event, let commit = try? known.commit(id) else { break }
            found.append(
              (commit.id, Place(stream: commit.stream, version: commit.version, commit: id)))
            event = commit.parent
          }
          rest -= line.count
        }
      }
    }
    return found
  }

  private static func contains(_ mark: UInt64, in marks: [UInt64]) -> Bool {
    var range = marks.indices
    while let first = range.first {
      let middle = first + range.count / 2
      if marks[middle] == mark { return true }
      range = marks[middle] < mark ? middle + 1..<range.upperBound : first..<middle
    }
    return false
  }
}
