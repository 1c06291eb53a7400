import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot delete`: removes the tags of snapshots.
struct SnapshotDeleteCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "delete",
    abstract: "Delete snapshots, all that are named or none.",
    usage: "git events snapshot delete NAME…",
    discussion: """
      No event depends on them. What was pushed stays where it was pushed to: \
      git push origin --delete snapshots/merge/order-42/7 deletes it there.

      EXAMPLES:
        git events snapshot delete merge/order-42/7
        git events snapshot delete $(git events snapshot list --jq .snapshot)
      """)

  @Argument(help: "Their names: PROJECTION/STREAM/VERSION.")
  var name: [String]

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let store = try context.openForReading()
    var references: [SnapshotReference] = []
    for name in name {
      let reference = try SnapshotFinder.named(name, in: store)
      if !references.contains(reference) { references.append(reference) }
    }
    try await store.deleteSnapshots(references)
    let text = SnapshotText(context: context)
    for reference in references { try text.deed(reference, "deleted", "deleted") }
  }
}
