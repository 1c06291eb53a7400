import ArgumentParser
import GitEvents
import GitEventsProjections

/// `diff`: what is different between two states, or two payloads.
struct DiffCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "diff",
    abstract: "Show what changed between two states, by which events, and who caused them.",
    usage: """
      git events diff STREAM[@A..B] [--projection NAME|FILE.jq|merge] [--json-patch|--payload|--stat] [--exit-code] [options]
      git events diff MOMENT [MOMENT] [--projection NAME|FILE.jq|merge] [--json-patch|--payload|--stat] [--exit-code] [options]
      """,
    discussion: """
      One moment means the effect of that event; a stream, of its newest. A..B are the states at A and at B, either of \
      which may be left out. Two moments may be of two streams, and in any order. @0 is the state before the first event.

      In text, + came, - went, ~ is another value now, > has another place in its list. Elements of lists are told \
      apart by their id where all have one. --json-patch gives an RFC 6902 document that makes the second state of the \
      first, to the byte.

      EXAMPLES:
        git events diff order-42
        git events diff order-42@3..7 --stat
        git events diff order-42@~1.. --exit-code
        git events diff 'order-42@{yesterday}' order-42
        git events diff order-41 order-42 --projection balance.jq
        git events diff order-42@..7 --json-patch
      """)

  @Argument(
    help: ArgumentHelp(
      "A stream, a range of one, or one or two moments: a point of a stream, an id, a commit.",
      valueName: "moment"))
  var moments: [String]

  @Flag(name: .long, help: "Print the JSON Patch (RFC 6902) that makes the second of the first.")
  var jsonPatch = false

  @Flag(name: .long, help: "Compare the payloads and metadata of the two events, not the states.")
  var payload = false

  @Flag(name: .long, help: "Print numbers of changes only.")
  var stat = false

  @Flag(name: .long, help: "End with status 1 where there is a difference, as git does.")
  var exitCode = false

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if moments.count > 2 { throw ValidationError("diff compares two moments, not more") }
    if [jsonPatch, payload, stat].count(where: { $0 }) > 1 {
      throw ValidationError("--json-patch, --payload and --stat contradict each other")
    }
    if payload, projection.projection != nil {
      throw ValidationError("--payload compares what was recorded: it takes no --projection")
    }
  }

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let finder = EventFinder(store: store, now: context.clock.now())
    let pair = try finder.pair(moments)
    let differs: Bool
    if payload {
      differs = try PayloadDifferenceReport(context: context, finder: finder).write(pair)
    } else {
      let comparing = try StateComparing(
        context: context, store: store, notes: try StoreNotes(of: store), options: projection)
      let comparison = try comparing.compare(pair)
      let report = StateDifferenceReport(
        context: context, store: store, comparing: comparing, pair: pair)
      differs = try report.write(comparison, jsonPatch ? .patch : stat ? .stat : .changes)
    }
    if exitCode, differs { throw NegativeAnswer() }
  }
}
