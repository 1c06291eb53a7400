import ArgumentParser
import GitEvents
import GitEventsProjections

/// `blame`: which event last changed each leaf of a state.
struct BlameCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "blame",
    abstract: "Show which event last changed each part of a state, who caused it, and when.",
    usage: """
      git events blame STREAM[@N|@{TIME}] [JQ-PATH] [--projection NAME|FILE.jq|merge] [options]
      """,
    discussion: """
      One line for each leaf: a text, number, true, false, null, or an object or list that is empty. Elements of lists \
      keep their event when they only have another index now. A path is as in jq, names and indexes only; its first dot \
      may be left out.

      EXAMPLES:
        git events blame order-42
        git events blame order-42 .items[0].qty
        git events blame order-42@7 items
        git events blame 'order-42@{yesterday}' '.["odd name"]' --json
      """)

  @Argument(
    help: ArgumentHelp(
      "A stream, a point of one, an event's id, a commit, or snapshot:NAME.", valueName: "moment"))
  var moment: String

  @Argument(help: ArgumentHelp("Only what is there or below.", valueName: "jq-path"))
  var path: String?

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let argument = try PathArgument(path ?? ".")
    let store = try context.openForReading()
    let notes = try StoreNotes(of: store)
    let point = try EventFinder(store: store, now: context.clock.now()).point(moment)
    let comparing = try StateComparing(
      context: context, store: store, notes: notes, options: projection)
    let replayer = try comparing.replayer(of: point.stream)
    let blame = try replayer.blame(at: point.version, below: argument.path)
    let replayed = try replayer.replay(at: point.version)
    if blame.leaves.isEmpty { throw argument.missing(in: JSONValue(replayed.state), point) }
    let messages = ReplayMessages(context: context)
    try messages.tell(replayed.warnings)
    try messages.tellSkipped(replayed, notes)
    let report = BlameReport(context: context, stream: point.stream)
    try isJSON ? report.writeJSON(blame) : report.writeText(blame)
  }
}
