import ArgumentParser

/// One verb of the command line: it is parsed from the arguments and run with what it may use of the world.
protocol Verb: ParsableCommand {
  /// Whether it reports as JSON, so that its failures do so too.
  var isJSON: Bool { get }

  /// When its text is coloured, where the verb was told.
  var colorChoice: ColorChoice? { get }

  /// What `--jq` asks of each object that it reports.
  var query: String? { get }

  /// The verb itself where other programs do a part of what it does, so that it has to be waited for.
  var waiting: (any WaitingVerb)? { get }

  /// Does what was asked for, unless it has to be waited for.
  ///
  /// - Parameter context: What the verb may use of the world.
  /// - Throws: A `Failure`, an `EventStoreError`, or `ClosedPipe`.
  func run(_ context: Context) throws
}

extension Verb {
  var isJSON: Bool { false }
  var colorChoice: ColorChoice? { nil }
  var query: String? { nil }
  var waiting: (any WaitingVerb)? { nil }
}

/// A verb that has other programs do a part of what it does, such as `git`, and waits for them.
protocol WaitingVerb: Verb {
  /// Does what was asked for.
  ///
  /// - Parameter context: What the verb may use of the world.
  /// - Throws: As `run` of the other verbs does.
  func run(waitingIn context: Context) async throws
}

extension WaitingVerb {
  var waiting: (any WaitingVerb)? { self }

  /// Nothing can be done without waiting.
  func run(_ context: Context) throws {}
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
