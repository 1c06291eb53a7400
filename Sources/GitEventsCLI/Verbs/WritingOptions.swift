import ArgumentParser
import GitEvents

/// How `append` writes.
struct WritingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the stream must be at: any, none, exists, a version, or @COMMIT.", valueName: "version")
  )
  var expect: String?

  @Flag(name: .long, help: "Refuse to start a new stream, as a mistyped name would.")
  var existing = false

  @Flag(name: .long, help: "Check everything and write nothing.")
  var dryRun = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "full: survives power loss; none: survives a crash of the program only.", valueName: "what"))
  var durability: DurabilityChoice?

  /// What the writer expects of the stream.
  ///
  /// - Parameter store: The store, in which an abbreviated commit is looked up.
  /// - Returns: The expectation.
  /// - Throws: A `Failure` with status 2.
  func expectation(_ store: EventStore) throws -> ExpectedVersion {
    guard let expect else { return existing ? .exists : .any }
    guard let expected = try parse(expect, store) else {
      throw Failure.invalid(
        "--expect takes any, none, exists, a version or @COMMIT, not '\(expect)'")
    }
    let allowsNoStream = expected == .noStream || expected == .version(0)
    if existing, allowsNoStream {
      throw Failure.invalid("--existing and --expect \(expect) contradict each other")
    }
    return existing && expected == .any ? .exists : expected
  }

  private func parse(_ text: String, _ store: EventStore) throws -> ExpectedVersion? {
    if let expected = ExpectedVersion(option: text) { return expected }
    guard text.hasPrefix("@"), text.utf8.count >= 5 else { return nil }
    let commits = try store.commits(withPrefix: text.dropFirst().lowercased())
    guard commits.count <= 1 else {
      throw Failure.invalid("'\(text)' is ambiguous: \(commits.count) commits begin so")
    }
    guard let commit = commits.first else {
      throw Failure.notFound(.eventNotFound, "no event's commit begins with '\(text.dropFirst())'")
    }
    return .commit(commit)
  }
}
