import Git
import GitEvents

/// Finds events that have one id: those whose marks are equal are read again, and their ids compared.
struct RepeatedIDs {
  private let reader: EventReader
  private let view: ReferenceView
  private let account: LedgerAccount

  init(_ objects: CheckedObjects, _ view: ReferenceView, _ account: LedgerAccount) {
    reader = EventReader(objects)
    self.view = view
    self.account = account
  }

  /// Finds ids that are there more than once.
  ///
  /// - Parameters:
  ///   - marks: A number for each event; they are put in order.
  ///   - streams: The streams that the events are of.
  ///   - findings: Takes what is wrong.
  /// - Throws: `io` and what else keeps a stream from being read.
  func find(
    _ marks: inout [UInt64], in streams: [StreamName], _ findings: inout FindingCollection
  ) throws(EventStoreError) {
    let repeated = EventIDMark.repeated(in: &marks)
    if repeated.isEmpty { return }
    var seen: [EventID: (stream: StreamName, version: Int, commit: ObjectID)] = [:]
    for stream in streams {
      var next = account.claims(of: StreamComponent.encode(stream.text)).first?.head
      if let tip = view.tip(of: stream) { next = tip }
      // What cannot be read has been told of.
      while let id = next, let commit = try? reader.commit(id) {
        next = commit.parent
        guard repeated.contains(EventIDMark.mark(of: commit.id)) else { continue }
        guard let other = seen[commit.id] else {
          seen[commit.id] = (stream, commit.version, id)
          continue
        }
        findings.add(
          VerificationFinding(
            .eventID, "the id \(commit.id), which version \(other.version) of \(other.stream) has",
            expected: "an id of its own", stream: stream,
            versions: max(1, commit.version)...max(1, commit.version), commit: CommitID(id)))
      }
    }
  }
}
