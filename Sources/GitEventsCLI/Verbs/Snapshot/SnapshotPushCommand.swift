import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot push`: sends snapshots to another repository.
struct SnapshotPushCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "push",
    abstract: "Push snapshots to a remote, with your git.",
    usage:
      "git events snapshot push [REMOTE] [STREAM] [--projection NAME] [--force] [--dry-run]",
    discussion: """
      git push alone leaves snapshots at home. A snapshot that the remote has with other content is refused (status \
      3): --force replaces it there. Deletions do not travel: git push REMOTE --delete snapshots/merge/order-42/7 does \
      that.

      The remote is the one that git push would use, else origin. The same in plain git: \
      git push origin '\(StoreLayout.snapshotRefspec(of: nil))'

      EXAMPLES:
        git events snapshot push
        git events snapshot push origin order-42
        git events snapshot push backup --projection balance --force
      """)

  @Argument(help: "The remote: a name or an address.")
  var remote: String?

  @Argument(help: "Only snapshots of this stream.")
  var stream: String?

  @Option(
    name: .long, help: ArgumentHelp("Only snapshots by this projection.", valueName: "name"))
  var projection: String?

  @Flag(name: .long, help: "Replace what the remote has under the same names.")
  var force = false

  @Flag(name: .long, help: "Ask the remote what would happen, and push nothing.")
  var dryRun = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let store = try context.openForReading()
    let selected = try SnapshotSelection(
      context, store, stream: stream, projection: projection)
    guard !selected.references.isEmpty else {
      try context.messages.line("git-events: there are no snapshots to push")
      return
    }
    let remote = if let remote { remote } else { try await DefaultRemote.find(context) }
    let push = SnapshotPush(context: context, remote: remote, isForced: force, isDryRun: dryRun)
    let rejected = try await push.run(refspecs(selected), selected.references)
    guard rejected > 0 else { return }
    throw Failure(
      .conflict, "snapshots-rejected",
      "\(VisibleText.line(remote)) refused \(rejected) snapshot\(rejected == 1 ? "" : "s")",
      hint: force
        ? "git's message says why"
        : "where it has another snapshot of the same name, --force replaces that one there")
  }

  /// As few as say it: all, those of one projection, or those of one stream by each of its projections.
  private func refspecs(_ selected: SnapshotSelection) -> [String] {
    guard let first = selected.references.first else { return [] }
    guard stream != nil else {
      return [StoreLayout.snapshotRefspec(of: projection == nil ? nil : first.projection)]
    }
    var projections: [ProjectionName] = []
    for reference in selected.references where projections.last != reference.projection {
      projections.append(reference.projection)
    }
    return projections.map { StoreLayout.snapshotRefspec(of: $0, first.stream) }
  }
}
