import ArgumentParser

/// Which snapshots a verb is about.
struct SnapshotSelectionOptions: ParsableArguments {
  @Argument(help: "Only snapshots of this stream.")
  var stream: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only snapshots by this projection: a name, or FILE.jq for what its program made.",
      valueName: "name"))
  var projection: String?
}
