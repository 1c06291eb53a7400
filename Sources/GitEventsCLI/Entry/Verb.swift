import ArgumentParser

/// One verb of the command line: it is parsed from the arguments and run with what it may use of the world.
protocol Verb: ParsableCommand {
  /// Whether it reports as JSON, so that its failures do so too.
  var isJSON: Bool { get }

  /// When its text is coloured, where the verb was told.
  var colorChoice: ColorChoice? { get }

  /// What `--jq` asks of each object that it reports.
  var query: String? { get }

  /// Does what was asked for.
  ///
  /// - Parameter context: What the verb may use of the world.
  /// - Throws: A `Failure`, an `EventStoreError`, or `ClosedPipe`.
  func run(_ context: Context) async throws
}

extension Verb {
  var isJSON: Bool { false }
  var colorChoice: ColorChoice? { nil }
  var query: String? { nil }
}

/// A verb that has the options of reporting, and does as they say.
protocol ReportingVerb: Verb {
  /// How it reports.
  var reporting: ReportingOptions { get }
}

extension ReportingVerb {
  var isJSON: Bool { reporting.isJSON }
  var colorChoice: ColorChoice? { reporting.color }
  var query: String? { reporting.jq }
}
