import ArgumentParser
import GitEvents

/// `streams`: the streams by name.
struct StreamsCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "streams",
    abstract: "List the streams with their version and newest event.",
    usage: "git events streams [GLOB] [--category NAME] [--json]",
    discussion: """
      A category is what comes before the first - of a name: order of order-42. The store's own streams, \
      whose names begin with _, are listed where the pattern or category asks for them.

      EXAMPLES:
        git events streams
        git events streams 'order-*'
        git events streams --category order --json
      """)

  @Argument(
    help: ArgumentHelp("Only names like this: *, ? and [a-z] as in a shell.", valueName: "glob"))
  var pattern: String?

  @Option(name: .long, help: ArgumentHelp("Only streams of this category.", valueName: "name"))
  var category: String?

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    try context.startPager()
    let glob = pattern.map { Glob($0) }
    let showsReserved = pattern?.hasPrefix("_") == true || category?.hasPrefix("_") == true
    let text = StreamText(context: context)
    var cursor = try store.streams()
    while let stream = try cursor.next() {
      if stream.name.isReserved && !showsReserved { continue }
      if let glob, !glob.matches(stream.name.text) { continue }
      if let category, stream.name.category != category { continue }
      try text.write(stream)
    }
  }
}
