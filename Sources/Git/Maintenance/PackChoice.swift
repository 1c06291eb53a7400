/// Which packs are put together, and when: small ones often, large ones seldom.
struct PackChoice {
  let packs: [PackFile]
  let record: MaintenanceRecord?

  /// From so many small packs on, finding an object costs more than putting them together.
  static let threshold = 50

  /// So many packs of any size are too many.
  static let most = 100

  /// A pack of this size that is laid out is not written again unless everything is.
  static let fullGrown = 64 << 20

  /// The packs that may be replaced.
  var free: [PackFile] {
    packs.filter { !$0.isKept && record?.others.contains($0.name) != true }
  }

  /// Those that nobody has laid out yet: of appends and imports, or written by git.
  var raw: [PackFile] { free.filter { record?.laidOut.contains($0.name) != true } }

  /// Whether there are so many that readers notice.
  var isDue: Bool {
    let free = free
    return free.count >= PackChoice.most
      || free.count >= PackChoice.threshold
        && free.count(where: \.isSmall) >= PackChoice.threshold
  }

  /// Chooses what is put together.
  ///
  /// A pack that is laid out goes in only where what is added is as large as itself, so that an event is written again
  /// no more often than the store doubles.
  ///
  /// - Parameter extent: How much is done.
  /// - Returns: The packs; none where that would change nothing.
  func chosen(_ extent: MaintenanceExtent) -> [PackFile] {
    if extent == .full { return free }
    var chosen = raw
    var bytes = chosen.reduce(0) { $0 + $1.bytes }
    let others = free.filter { record?.laidOut.contains($0.name) == true }
      .sorted { ($0.bytes, $0.name) < ($1.bytes, $1.name) }
    for pack in others where pack.bytes <= bytes && pack.bytes < PackChoice.fullGrown {
      chosen.append(pack)
      bytes += pack.bytes
    }
    return chosen
  }
}

/// How much maintenance does.
package enum MaintenanceExtent: Sendable {
  /// Only what is so much that readers notice.
  case whenDue
  /// Everything that was added since the last time.
  case added
  /// Everything, also what is laid out already.
  case full
}
