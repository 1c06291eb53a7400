import ArgumentParser

extension ColorChoice: ExpressibleByArgument {
  // The parser finds the same by way of key paths, which takes as long as parsing a few options.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
}

/// The options of every verb that reports something.
struct ReportingOptions: ParsableArguments {
  @Flag(name: .long, help: "Report as JSON Lines, one object a line; an error is one JSON object.")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Put what --json reports through a jq expression, one object at a time; strings come out raw.",
      valueName: "expr"))
  var jq: String?

  @Option(
    name: .long, help: ArgumentHelp("When to use colours: auto, always, never.", valueName: "when"))
  var color: ColorChoice?

  /// Whether the verb reports as JSON, for whoever reads it or for `--jq`.
  var isJSON: Bool { json || jq != nil }
}
