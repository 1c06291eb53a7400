import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot prune`: thins snapshots out.
struct SnapshotPruneCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "prune",
    abstract: "Delete all but the newest snapshots of each stream and projection.",
    usage: "git events snapshot prune [STREAM] [--projection NAME|FILE.jq] [--keep K] [--dry-run]",
    discussion: """
      The newest stay from which replays can begin. Those that none can begin from (other definition, other events \
      left out, damaged, not in the stream) go, and never stay in the place of one that can. States that somebody \
      supplied cannot be made again: they go only where --projection names theirs.

      EXAMPLES:
        git events snapshot prune --dry-run
        git events snapshot prune order-42 --keep 5
      """)

  @OptionGroup var selection: SnapshotSelectionOptions

  @Option(
    name: .long,
    help: ArgumentHelp("How many stay of each stream and projection.", valueName: "k"))
  var keep = 2

  @Flag(name: .long, help: "Say what would be deleted, and delete nothing.")
  var dryRun = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if keep < 0 { throw ValidationError("--keep is 0 or more") }
  }

  func run(waitingIn context: Context) async throws {
    let store = try context.openForReading()
    let selected = try SnapshotSelection(
      context, store, stream: selection.stream, projection: selection.projection)
    let surplus = SnapshotRetention.surplus(
      of: try selected.examined(), keeping: keep, thinsSupplied: selection.projection != nil)
    if !dryRun { try await store.deleteSnapshots(surplus.map(\.reference)) }
    let text = SnapshotText(context: context)
    for examined in surplus {
      try text.deed(
        examined.reference, dryRun ? "dryRun" : "deleted", dryRun ? "would delete" : "deleted"
      ) { $0.member("standing", string: examined.standing.word) }
    }
  }
}
