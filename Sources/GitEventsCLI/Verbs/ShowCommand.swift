import ArgumentParser
import GitEvents

/// `show`: one event with all that it says.
struct ShowCommand: ReportingVerb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one event with its payload and metadata.",
    usage: "git events show MOMENT [--json]",
    discussion: """
      A moment is a stream (its newest event), STREAM@N, STREAM@~N (N before the newest), \
      STREAM@{TIME} (the newest at that time), an event's id, or a commit. stream:, id: and commit: \
      in front say which is meant.

      EXAMPLES:
        git events show order-42@7
        git events show order-42@~1
        git events show 'order-42@{yesterday}'
        git events show 3f0c91ab --json
      """)

  @Argument(help: "The event: a stream, a point of one, an id, or a commit.")
  var moment: String

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) async throws {
    let store = try context.openForReading()
    let event = try EventFinder(store: store, now: context.clock.now()).event(moment)
    if isJSON {
      return try context.output.write(bytes: EventJSON.line(event) + [UInt8(ascii: "\n")])
    }
    try context.startPager()
    let text = EventText(style: context.style, now: context.clock.now())
    let lines = text.header(event) + EventListing.payload(event, text)
    try context.output.line(lines.joined(separator: "\n"))
  }
}
