import Git
import GitEvents

/// Checks that snapshots are whole and stand at the events that they name.
struct IncomingSnapshots {
  private let objects: CheckedObjects

  init(_ objects: CheckedObjects) {
    self.objects = objects
  }

  /// Checks snapshots.
  ///
  /// - Parameters:
  ///   - references: Their tags.
  ///   - heads: Where the streams will be.
  ///   - report: Takes why moves are refused.
  /// - Throws: `io`.
  func verify(
    _ references: [SnapshotReference], _ heads: [StreamName: ObjectID],
    _ report: inout IncomingReport
  ) throws(EventStoreError) {
    let events = EventReader(objects)
    let reader = SnapshotReader(objects, events)
    let byStream = Dictionary(grouping: references, by: \.stream)
    for (stream, references) in byStream.sorted(by: { $0.key < $1.key }) {
      // One walk for all, from the highest version down.
      var next = heads[stream]
      var version = try next.map { (id) throws(EventStoreError) in try events.commit(id).version }
      for reference in references.sorted(by: { $0.version > $1.version }) {
        let snapshot: Snapshot
        do throws(EventStoreError) {
          snapshot = try reader.snapshot(reference)
          _ = try reader.state(of: snapshot)
        } catch {
          let finding = try VerificationFinding(
            of: error, .snapshotFormat, at: reference.target, stream: stream,
            version: reference.version, subject: reference.name)
          report.add(IncomingRefusal(reference.name, finding))
          continue
        }
        while let at = version, at > reference.version, let id = next {
          next = try? events.commit(id).parent
          version = at - 1
        }
        if next == nil || version != reference.version || next != snapshot.event {
          report.add(
            IncomingRefusal(
              reference.name, .format(.snapshotFormat),
              heads[stream] == nil
                ? "stream \(stream) is not here, nor does a ledger tell of it"
                : "it stands on commit \(snapshot.event); "
                  + "expected version \(reference.version) of \(stream)"))
        }
      }
    }
  }
}
