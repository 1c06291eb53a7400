import ArgumentParser

/// One verb of the command line: it is parsed from the arguments and run with what it may use of the world.
protocol Verb: ParsableCommand {
  /// Whether it reports as JSON, so that its failures do so too.
  var isJSON: Bool { get }

  /// When its text is coloured, where the verb was told.
  var colorChoice: ColorChoice? { get }

  /// Does what was asked for.
  ///
  /// - Parameter context: What the verb may use of the world.
  /// - Throws: A `Failure`, an `EventStoreError`, or `ClosedPipe`.
  func run(_ context: Context) async throws
}

extension Verb {
  var isJSON: Bool { false }
  var colorChoice: ColorChoice? { nil }
}
