import GitEvents

/// Which snapshots are kept when they are thinned out.
package enum SnapshotRetention {
  /// Chooses the snapshots that can go.
  ///
  /// Of each stream and projection the newest stay that a replay can begin from; those that none can begin from go,
  /// and take no place of one that can. Where nothing here defines the projection, the newest stay. Supplied states
  /// cannot be made again: they go only where the caller says so.
  ///
  /// - Parameters:
  ///   - snapshots: The snapshots.
  ///   - count: How many stay of each stream and projection.
  ///   - thinsSupplied: Whether states that clients supplied go too, but for the newest.
  /// - Returns: What can go, in the order in which it came.
  package static func surplus(
    of snapshots: [ExaminedSnapshot], keeping count: Int, thinsSupplied: Bool
  ) -> [ExaminedSnapshot] {
    var kept: Set<SnapshotReference> = []
    var counts: [Group: Int] = [:]
    for snapshot in snapshots.sorted(by: { $0.reference.version > $1.reference.version }) {
      let reference = snapshot.reference
      if snapshot.standing == .notRecomputable, !thinsSupplied {
        kept.insert(reference)
        continue
      }
      if snapshot.standing.isUseless { continue }
      let group = Group(stream: reference.stream, projection: reference.projection)
      if counts[group, default: 0] < count {
        counts[group, default: 0] += 1
        kept.insert(reference)
      }
    }
    return snapshots.filter { !kept.contains($0.reference) }
  }

  private struct Group: Hashable {
    let stream: StreamName
    let projection: ProjectionName
  }
}
