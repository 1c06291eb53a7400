import ArgumentParser
import GitEvents
import GitEventsProjections

/// `show`: one event with all that it says, and what it changed.
struct ShowCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "show",
    abstract: "Show one event with its payload and metadata, and its effect on the state.",
    usage: "git events show MOMENT [--projection NAME|FILE.jq|merge] [--no-effect] [options]",
    discussion: """
      A moment is a stream (its newest event), STREAM@N, STREAM@~N (N before the newest), \
      STREAM@{TIME} (the newest at that time), an event's id, or a commit. stream:, id: and commit: \
      in front say which is meant.

      Below the payload stands what the event changed in the state of its stream, by the projection merge \
      unless another is named. In JSON the event stays as it can be imported, unless --effect or \
      --projection asks for more: then the members "projection" and "effect" follow it.

      EXAMPLES:
        git events show order-42@7
        git events show order-42@~1
        git events show 'order-42@{yesterday}'
        git events show 3f0c91ab --json
        git events show order-42@7 --projection balance.jq
      """)

  @Argument(help: "The event: a stream, a point of one, an id, or a commit.")
  var moment: String

  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Show what the event changed in the state; text does unless told not to.")
  var effect: Bool?

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let event = try EventFinder(store: store, now: context.clock.now()).event(moment)
    let isWanted = (effect ?? (!isJSON || projection.projection != nil)) && !event.stream.isReserved
    let notes = isWanted || !isJSON ? try context.marks(store) : StoreNotes()
    let comparing =
      isWanted
      ? try StateComparing(
        context: context, store: store, notes: notes, options: projection) : nil
    let effect = comparing.map { EventEffect(context: context, comparing: $0) }
    if isJSON { return try json(event, effect, context) }
    try context.startPager()
    let text = EventText(style: context.style, now: context.clock.now(), notes: notes)
    // Written before the states are made, which may take a while.
    let note = try ReviewMarks(context, store).note(on: event)
    for line in text.header(event, note) + EventListing.payload(event, text) {
      try context.output.line(line)
    }
    guard let effect, let difference = try effect.difference(event) else { return }
    for line in effect.lines(event, difference) { try context.output.line(line) }
  }

  private func json(_ event: RecordedEvent, _ effect: EventEffect?, _ context: Context) throws {
    var line = EventJSON.writer(event)
    if let effect, let difference = try effect.difference(event) {
      line.member("projection", string: effect.comparing.definition.name)
      line.member("effect", raw: DifferenceJSON.changes(difference.changes))
    }
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }
}
