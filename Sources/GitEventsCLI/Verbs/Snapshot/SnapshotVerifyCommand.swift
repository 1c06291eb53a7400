import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot verify`: computes snapshots again and compares.
struct SnapshotVerifyCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "verify",
    abstract: "Compute snapshots again, from the events alone, and compare.",
    usage: "git events snapshot verify [STREAM] [--projection NAME|FILE.jq] [--timeout SECONDS]",
    discussion: """
      Compared are the state, byte for byte, the definition, the events that are left out, and the commit. Ends with \
      status 1 where one differs. States that somebody supplied, and those of projections that nothing here defines, \
      are listed as not checked.

      One that differs is mended by git events snapshot create STREAM@N --from-scratch, or removed by prune or delete.

      EXAMPLES:
        git events snapshot verify
        git events snapshot verify order-42 --projection balance --json
      """)

  @OptionGroup var selection: SnapshotSelectionOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long a jq program may take for one event; 0 for ever. 10 where not said.",
      valueName: "seconds"))
  var timeout: Double?

  @OptionGroup var reporting: ReportingOptions

  func validate() throws { try ProjectionOptions.check(timeout: timeout) }

  func run(_ context: Context) throws {
    let store = try context.openForReading()
    let selected = try SnapshotSelection(
      context, store, stream: selection.stream, projection: selection.projection)
    var options = ReplayOptions.fromScratch
    options.set(timeout: timeout)
    let text = SnapshotVerdictText(context: context)
    var count = 0
    let verifier = SnapshotVerifier(store, selected.notes, selected.definitions, options)
    try verifier.verify(selected.references) { verification in
      if case .differs = verification.verdict { count += 1 }
      try text.write(verification)
    }
    guard count > 0 else { return }
    throw Failure(
      .negative, "snapshots-differ",
      "\(count) snapshot\(count == 1 ? " is not as it" : "s are not as they") should be",
      hint: "git events snapshot create STREAM@N --from-scratch makes one anew; "
        + "prune removes those that no replay can begin from")
  }
}
