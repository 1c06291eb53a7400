import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot show`: one snapshot with its state.
struct SnapshotShowCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "show",
    abstract: "Show a snapshot with its state.",
    usage: "git events snapshot show NAME|STREAM[@N] [--projection NAME|FILE.jq] [--json]",
    discussion: """
      A name is PROJECTION/STREAM/VERSION, with or without snapshots/ before it. A stream alone is its newest event.

      EXAMPLES:
        git events snapshot show merge/order-42/7
        git events snapshot show order-42@7 --projection balance
        git show snapshots/merge/order-42/7:state.json
      """)

  @Argument(help: "The snapshot's name, or the point of a stream at which it stands.")
  var name: String

  @Option(
    name: .long,
    help: ArgumentHelp("By which projection, where there are several.", valueName: "name"))
  var projection: String?

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let (reference, selection) = try find(context, store)
    // One that cannot be read says so here.
    let snapshot = try store.snapshot(reference)
    let state = try store.state(of: snapshot)
    let examiner = SnapshotExaminer(store, selection.notes, selection.definitions)
    for examined in try examiner.examine([reference]) {
      try SnapshotText(context: context).page(examined, snapshot, state: state)
    }
  }

  private func find(
    _ context: Context, _ store: EventStore
  ) throws -> (SnapshotReference, SnapshotSelection) {
    if SnapshotFinder.reference(name) != nil {
      let all = try SnapshotSelection(context, store, stream: nil, projection: projection)
      return (try SnapshotFinder.named(name, in: store), all)
    }
    let point = try EventFinder(store: store, now: context.clock.now()).point(name)
    let there = try SnapshotSelection(
      context, store, stream: point.stream.text, projection: projection)
    return (try SnapshotFinder.one(at: point, of: there), there)
  }
}
