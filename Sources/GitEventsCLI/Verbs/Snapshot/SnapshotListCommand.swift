import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot list`: the snapshots, and whether they can be begun from.
struct SnapshotListCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "list",
    abstract: "List snapshots, and whether replays can begin from them.",
    usage: "git events snapshot list [STREAM] [--projection NAME|FILE.jq] [--json]",
    discussion: """
      current: replays begin from it. other definition: the projection was defined anew since. other events left \
      out: events were annotated since. not recomputable: somebody supplied the state. no definition here: only who \
      has the program can judge it. not in the stream, damaged: it is not believed.

      The states are not computed again: git events snapshot verify does that.

      EXAMPLES:
        git events snapshot list
        git events snapshot list order-42 --projection balance
      """)

  @OptionGroup var selection: SnapshotSelectionOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let selected = try SnapshotSelection(
      context, context.openForReading(), stream: selection.stream,
      projection: selection.projection)
    let text = SnapshotText(context: context)
    try context.startPager()
    for examined in try selected.examined() { try text.line(examined) }
  }
}
