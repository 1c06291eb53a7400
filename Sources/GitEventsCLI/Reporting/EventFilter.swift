import GitEvents

/// Which events a listing shows.
struct EventFilter {
  /// One of these patterns must match the type; none for all types.
  var types: [Glob] = []
  /// Only events recorded at this time or later.
  var since: Timestamp?
  /// Only events recorded before this time.
  var until: Timestamp?
  /// Only events whose actor, name or address, has this text in it, in any case of letters.
  var actor: String?

  /// Whether events of the store's own streams are left out: they cannot be imported, and are seldom meant.
  var hidesReserved = false

  /// Tells whether an event is shown.
  func takes(_ event: RecordedEvent) -> Bool {
    if hidesReserved, event.stream.isReserved { return false }
    if let since, event.time < since { return false }
    if let until, event.time >= until { return false }
    if !types.isEmpty, !types.contains(where: { $0.matches(event.type.text) }) { return false }
    guard let actor else { return true }
    return event.actor.description.lowercased().contains(actor.lowercased())
  }

  /// Whether no later event of a listing can be shown: times only fall, or only rise.
  func isBehind(_ event: RecordedEvent, _ direction: ReadDirection) -> Bool {
    switch direction {
    case .backward: since.map { event.time < $0 } ?? false
    case .forward: until.map { event.time >= $0 } ?? false
    }
  }
}
