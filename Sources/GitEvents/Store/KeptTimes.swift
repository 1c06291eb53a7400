/// The rules for times that an import keeps: in order within each stream, never ahead.
struct KeptTimes {
  private let plan: AppendPlan

  init(_ plan: AppendPlan) {
    self.plan = plan
  }

  /// Checks a plan.
  ///
  /// - Parameter now: What the clock says.
  /// - Throws: `invalidInput`, `clockSkew`.
  func check(now: Timestamp) throws(EventStoreError) {
    guard plan.newEvents.contains(where: { $0.kept != nil }) else { return }
    var last = plan.touched.compactMapValues(\.old?.time)
    for event in plan.newEvents {
      guard let time = event.kept?.time else {
        throw EventStoreError(
          .invalidInput, "an event of \(event.stream) has no recorded time to keep",
          stream: event.stream)
      }
      if let previous = last[event.stream], time <= previous {
        throw EventStoreError(
          .invalidInput,
          "\(event.stream)@\(event.version) is not recorded later than the event before it",
          stream: event.stream)
      }
      guard time.microseconds >= 0 else {
        throw EventStoreError(
          .invalidInput, "\(event.stream)@\(event.version) is recorded before 1970",
          hint: "git keeps no such times", stream: event.stream)
      }
      guard time.microseconds - now.microseconds <= AppendTimes.maximumLead else {
        throw EventStoreError(
          .clockSkew, "\(event.stream)@\(event.version) is recorded in the future",
          hint: "set the clock right, or correct the row", stream: event.stream)
      }
      last[event.stream] = time
    }
  }
}
