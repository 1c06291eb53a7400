import ArgumentParser
import GitEvents
import GitEventsProjections

/// `replay`: the state of a stream, or of many, at a moment.
struct ReplayCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "replay",
    abstract: "Show the state that events amount to, now or at any earlier moment.",
    usage: """
      git events replay STREAM[@N|@{TIME}] [--projection NAME|FILE.jq|merge] [--as-of TIME] [options]
      git events replay --all [--category C] [--by JQ] [--projection NAME|FILE.jq|merge] [--from TIME|POSITION] [--as-of TIME] [options]
      """,
    discussion: """
      Without a projection the payloads are merged in order (RFC 7396): a member replaces, null removes. A jq \
      program is given the state as its input (null at first) and the event as $event, and yields the next state. \
      Text output is the state alone; --json says also what it was made from; --jq asks the state.

      Events that were annotated to be left out are, and a line on standard error says so.

      EXAMPLES:
        git events replay order-42
        git events replay order-42@3
        git events replay 'order-42@{yesterday}' --json
        git events replay account-7 --projection balance.jq
        git events replay --all --category order --by .data.customerId
        git events replay --all --projection agent-state --jq '.agents | keys[]'
      """)

  @Argument(
    help: ArgumentHelp(
      "A stream, a point of one, an event's id, a commit, or snapshot:NAME.", valueName: "moment"))
  var moment: String?

  @Flag(name: .long, help: "One state over all streams, in order of time and then id.")
  var all = false

  @Option(
    name: .long, help: ArgumentHelp("Only streams of this category; with --all.", valueName: "name")
  )
  var category: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A state for each stream, each category, or each value of a jq expression over the event.",
      valueName: "jq"))
  var by: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Begin with the first event at that time, or behind that position; with --all.",
      valueName: "time|position"))
  var from: String?

  @Option(
    name: .long, help: ArgumentHelp("The state as it was at that time.", valueName: "time"))
  var asOf: String?

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if all, moment != nil { throw ValidationError("--all takes no stream") }
    if !all, moment == nil { throw ValidationError("name a stream, or --all") }
    if !all, category != nil { throw ValidationError("--category goes with --all") }
    if !all, by != nil { throw ValidationError("--by goes with --all") }
    if !all, from != nil { throw ValidationError("--from goes with --all") }
  }

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let notes = try StoreNotes(of: store)
    let finder = ProjectionFinder(context: context, notes: notes)
    let definition = try finder.definition(projection.projection)
    let now = context.clock.now()
    let end = try asOf.map { try TimeExpression.time($0, now: now) }
    let report = ReplayReport(context: context, asksState: !reporting.json)
    let started = ContinuousClock.now
    if let moment {
      let point = try EventFinder(store: store, now: now).point(moment, asOf: end)
      let replayer = try StreamReplayer(
        store, point.stream, definition, definition.makeFold(projection.replay), notes: notes,
        options: projection.replay)
      let replayed = try replayer.replay(at: point.version)
      try report.write(replayed, notes, took: started.duration(to: .now))
    } else {
      let replayed = try StoreReplayer(
        store, definition, try scope(end, now), definition.makeFold(projection.replay),
        notes: notes, options: projection.replay
      ).replay()
      try report.write(replayed, took: started.duration(to: .now))
    }
  }

  private func scope(_ end: Timestamp?, _ now: Timestamp) throws -> StoreScope {
    StoreScope(
      category: category, partition: partition, start: try from.map { try start($0, now) }, end: end
    )
  }

  private var partition: StoreScope.Partition? {
    switch by {
    case nil: nil
    case "stream"?: .stream
    case "category"?: .category
    case let expression?: .key(expression)
    }
  }

  /// A whole number is a position; anything else a time.
  private func start(_ text: String, _ now: Timestamp) throws -> StoreScope.Start {
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let position = Int(text) {
      return .position(position)
    }
    return .time(try TimeExpression.time(text, now: now))
  }
}
