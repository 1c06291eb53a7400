import GitEvents
import GitEventsProjections

extension Context {
  /// So many streams are seen to before the packs are looked at again.
  private static let streamsBetween = 256
  /// The most warnings that are told one by one.
  private static let mostWarnings = 3

  /// Makes the snapshots that the store's projections call for after appends.
  ///
  /// What was appended is acknowledged before, and nothing that goes wrong here changes how the command ends. The
  /// programs are perhaps somebody else's: they get less time than one that the user runs.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - appended: What was appended.
  /// - Throws: `ClosedPipe`, where nobody reads the answer any more.
  func makeDueSnapshots(_ store: EventStore, after appended: AppendedVersions) throws {
    if appended.isEmpty { return }
    try output.flush()
    var options = ReplayOptions()
    options.timeout = .seconds(2)
    var progress = ProgressLine(messages)
    let told = ReplayMessages(context: self)
    var failures: [DueSnapshots.Failure] = []
    var count = 0
    do {
      guard try StoreNotes(of: store).makesSnapshots else { return }
      for part in appended.parts(of: Context.streamsBetween) {
        let due = try store.makeDueSnapshots(after: part, options: options)
        failures += due.failures
        count += due.made.count
        if due.made.isEmpty && due.failures.isEmpty { continue }
        progress.show("snapshots: \(count)")
        try maintain(store)
      }
    } catch let error as EventStoreError {
      progress.clear()
      return try told.warn("no snapshots were made: \(error.message)")
    }
    progress.clear()
    for failure in failures.prefix(Context.mostWarnings) { try told.warn(Context.text(failure)) }
    let rest = failures.count - Context.mostWarnings
    if rest > 0 { try told.warn("\(rest) more snapshot\(rest == 1 ? " was" : "s were") not made") }
  }

  private static func text(_ failure: DueSnapshots.Failure) -> String {
    let subject = failure.stream.map { "of \($0) " } ?? ""
    return "no snapshot \(subject)by \(failure.projection) was made: "
      + Failure(failure.error).message
  }
}
