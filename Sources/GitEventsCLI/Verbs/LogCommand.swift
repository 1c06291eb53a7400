import ArgumentParser
import GitEvents

/// `log`: events for people, newest first.
struct LogCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "log",
    abstract: "Show the events of a stream, or of the whole store, newest first.",
    usage:
      "git events log [STREAM[@A..B]] [-n N] [--type GLOB]… [--since TIME] [--until TIME] [options]",
    discussion: """
      Without a stream: the whole store in global order, by time and then id, the same on every clone. \
      A..B are the events after A up to B; a moment is N, ~N (before the newest) or {TIME}.

      EXAMPLES:
        git events log order-42
        git events log order-42@3..7 -p
        git events log --type 'order.*' --since '{2 hours ago}' --oneline
        git events log --json | jq .data.total
      """)

  @Argument(
    help: ArgumentHelp(
      "A stream, or a part of one; all streams where none is named.", valueName: "stream"))
  var stream: String?

  @Option(
    name: [.customShort("n", allowingJoined: true), .long],
    help: ArgumentHelp("At most so many events, the newest.", valueName: "n"))
  var maxCount: Int?

  @OptionGroup var filters: FilterOptions

  @Flag(name: .long, help: "Show the oldest first.")
  var reverse = false

  @Flag(name: .long, help: "Show each event on one line.")
  var oneline = false

  @Flag(name: [.customShort("p"), .long], help: "Show payloads and metadata.")
  var patch = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if let maxCount, maxCount < 0 { throw ValidationError("-n is 0 or more") }
    if oneline, patch { throw ValidationError("--oneline and -p contradict each other") }
  }

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let filter = try filters.filter(now: context.clock.now())
    try context.startPager()
    try EventListing(
      context: context, store: store, filter: filter,
      form: oneline ? .oneLine : patch ? .withPayload : .header, limit: maxCount ?? .max,
      isReversed: reverse
    ).write(stream)
  }
}
