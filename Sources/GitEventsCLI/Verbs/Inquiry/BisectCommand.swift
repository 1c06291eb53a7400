import ArgumentParser
import GitEvents
import GitEventsProjections

/// `bisect`: the first event after which a condition holds of the state.
struct BisectCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "bisect",
    abstract: "Find the first event after which a condition holds of the state.",
    usage: """
      git events bisect STREAM[@A..B] --where JQ [--binary] [--projection NAME|FILE.jq|merge] [options]
      """,
    discussion: """
      The condition is a jq expression over the state, with the event as $event; it holds unless it yields false or \
      null. The state after every event is asked, in order, so that the very first is found however often the condition \
      changes; where it held before already, events that change nothing are passed over. --binary halves the range instead, and is right only for a condition that stays true once it is; it asks \
      few states, and begins each from the nearest snapshot or checkpoint.

      Ends with status 1 where the condition holds after none of the events.

      EXAMPLES:
        git events bisect account-7 --where '.balance < 0'
        git events bisect order-42@3..9 --where '.status == "paid"'
        git events bisect order-42 --where 'any(.items[]?; .qty > 9)' --json
        git events bisect order-42 --where '.total > 1000' --binary
      """)

  @Argument(help: ArgumentHelp("A stream, or a part of one.", valueName: "stream"))
  var stream: String

  @Option(
    name: .long, help: ArgumentHelp("The condition, a jq expression.", valueName: "jq"))
  var `where`: String

  @Flag(name: .long, help: "Halve the range: for a condition that stays true once it is.")
  var binary = false

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let notes = try StoreNotes(of: store)
    let part = try EventFinder(store: store, now: context.clock.now()).part(stream)
    guard let versions = part.versions else {
      throw Failure.invalid(
        "'\(stream)' has no events in it", hint: "A..B are the events after A up to B")
    }
    let comparing = try StateComparing(
      context: context, store: store, notes: notes, options: projection)
    let replayer = try comparing.replayer(of: part.stream)
    let bisector = try Bisector(replayer, where: `where`, comparing.options)
    let start = versions.lowerBound - 1
    let found =
      binary
      ? try bisector.halving(after: start, through: versions.upperBound)
      : try bisector.first(after: start, through: versions.upperBound)
    let messages = ReplayMessages(context: context)
    if let warning = bisector.warning { try messages.tell([warning]) }
    if found.heldAtFirst {
      // `.balance < 0` holds of an empty state: that surprises whoever does not know jq's order by heart.
      let reason = start == 0 ? ": in jq, what is missing is null, and less than any number" : ""
      try messages.note("the condition held at \(part.stream)@\(start) already\(reason)")
    }
    guard let event = found.event, let before = found.before, let after = found.after else {
      throw none(part.stream, versions, heldAtFirst: found.heldAtFirst)
    }
    let replayed = try replayer.replay(at: event.version)
    try messages.tell(replayed.warnings)
    try messages.tellSkipped(replayed, notes)
    let difference = StateDifference(from: JSONValue(before), to: JSONValue(after))
    if isJSON {
      var line = EventJSON.writer(event)
      line.member("projection", string: comparing.definition.name)
      line.member("changes", raw: DifferenceJSON.changes(difference.changes))
      line.member("questions", integer: found.questionCount)
      line.member("heldAtFirst", bool: found.heldAtFirst)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    try context.startPager()
    let text = EventText(style: context.style, now: context.clock.now(), notes: notes)
    for line in text.header(event) { try context.output.line(line) }
    try context.output.line()
    let changes = DifferenceText(style: context.style).lines(difference.changes)
    for line in changes.isEmpty ? ["no difference"] : changes { try context.output.line(line) }
  }

  /// The answer where there is no such event.
  private func none(
    _ stream: StreamName, _ versions: ClosedRange<Int>, heldAtFirst: Bool
  ) -> Failure {
    let text =
      if heldAtFirst {
        "no event made the condition hold"
      } else if binary || versions.count == 1 {
        "the condition does not hold at \(stream)@\(versions.upperBound)"
      } else {
        "the condition holds after none of its \(versions.count) events"
      }
    return Failure(
      .negative, "condition-never-holds", "\(self.stream): \(text)",
      hint: binary ? "without --binary, the state after every event is asked" : nil
    ).with("stream", .text(stream.text))
  }
}
