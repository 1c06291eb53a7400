import Git

/// Appends that are acknowledged, stand in the log, and are yet to be published as one entry of the ledger.
struct UnpublishedAppends {
  /// What they will be published as.
  private(set) var publication = LoggedPublication()
  /// Their events by id and commit, in order.
  private(set) var events: [(id: EventID, commit: ObjectID)] = []
  private var ids: Set<EventID> = []

  /// Whether there are none.
  var isEmpty: Bool { events.isEmpty }

  /// Whether one of them has an id.
  func holds(_ id: EventID) -> Bool { ids.contains(id) }

  /// Adds a group that was logged.
  mutating func add(_ group: AppendGroup) {
    publication.objects += group.objects
    for change in group.changes.values { publication.changes.extend(with: change) }
    publication.latest = [publication.latest, group.latest].compactMap(\.self).max()
    events += group.events
    for event in group.events { ids.insert(event.id) }
  }
}
