import ArgumentParser
import GitEvents

/// `snapshot`: states that are kept as tags.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Keep states as tags: make, list, show, verify, prune and push them.",
    usage: "git events snapshot create|list|show|delete|prune|verify|push …",
    discussion: """
      A snapshot is an annotated tag whose tree is the state, so plain git compares states: \
      git diff snapshots/merge/order-42/3 snapshots/merge/order-42/7. Replays begin from the nearest one that is \
      sound and made by the definition in use; nothing depends on them, and anybody can compute them again.

      git push, also with --follow-tags, leaves them at home; git push --tags takes them along, unless told: \
      git push --tags origin '^\(StoreLayout.snapshotPrefix)*'. git clone and git fetch --tags bring them.

      EXAMPLES:
        git events snapshot create order-42
        git events snapshot list order-42
        git events snapshot verify
        git events snapshot push origin
      """,
    subcommands: [
      SnapshotCreateCommand.self, SnapshotListCommand.self, SnapshotShowCommand.self,
      SnapshotDeleteCommand.self, SnapshotPruneCommand.self, SnapshotVerifyCommand.self,
      SnapshotPushCommand.self,
    ])
}
