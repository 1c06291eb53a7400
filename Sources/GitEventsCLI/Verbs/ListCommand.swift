import ArgumentParser
import GitEvents

/// `list`: short for `log --oneline`.
struct ListCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "list",
    abstract: "Show events on one line each, newest first: short for `log --oneline`.",
    usage:
      "git events list [STREAM[@A..B]] [--last N] [--type GLOB]… [--since TIME] [--until TIME] [options]",
    discussion: """
      EXAMPLES:
        git events list --last 10
        git events list order-42
        git events list --type '*.failed' --since '{yesterday}'
      """)

  @Argument(
    help: ArgumentHelp(
      "A stream, or a part of one; all streams where none is named.", valueName: "stream"))
  var stream: String?

  @Option(
    name: [.customShort("n", allowingJoined: true), .long],
    help: ArgumentHelp("At most so many events, the newest.", valueName: "n"))
  var last: Int?

  @OptionGroup var filters: FilterOptions

  @Flag(name: .long, help: "Show the oldest first.")
  var reverse = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if let last, last < 0 { throw ValidationError("--last is 0 or more") }
  }

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let filter = try filters.filter(now: context.clock.now())
    try context.startPager()
    try EventListing(
      context: context, store: store, filter: filter, form: .oneLine, limit: last ?? .max,
      isReversed: reverse
    ).write(stream)
  }
}
