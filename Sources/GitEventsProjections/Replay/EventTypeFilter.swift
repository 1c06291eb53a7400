import GitEvents

/// The types of events that a projection wants.
struct EventTypeFilter {
  private let patterns: [Glob]

  init(_ patterns: [String]) { self.patterns = patterns.map { Glob($0) } }

  /// Whether an event of a type is wanted.
  func takes(_ type: EventType) -> Bool {
    patterns.isEmpty || patterns.contains { $0.matches(type.text) }
  }
}
