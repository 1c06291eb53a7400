import ArgumentParser

/// The tool itself: every verb hangs below it.
struct RootCommand: ParsableCommand {
  /// The version that `--version` names.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "git-events",
    abstract: "An event store that is a git repository.",
    usage: """
      git events [-C DIR] [--git-dir DIR] [-c KEY=VALUE] [--no-pager] [--color WHEN] VERB …
      """,
    discussion: """
      Every event is a commit, every stream is a ref, backup is git push, review is git log.

      EXAMPLES:
        git events demo
        git events init
        git events append order-42 order.placed --data '{"total": 12.50}'
        git events log order-42
        git events show order-42@1

      `git events VERB -h` and `git events help VERB` explain a verb.
      """,
    version: "git-events \(version)",
    subcommands: [
      InitCommand.self, AppendCommand.self, ImportCommand.self, LogCommand.self, ListCommand.self,
      ShowCommand.self, StreamsCommand.self, ReplayCommand.self, DiffCommand.self,
      BlameCommand.self, BisectCommand.self, ProjectionCommand.self, SnapshotCommand.self,
      AnnotateCommand.self, VerifyCommand.self, ReviewCommand.self, PushCommand.self,
      PullCommand.self, FetchCommand.self, CloneCommand.self, BackupCommand.self,
      RestoreCommand.self, HooksCommand.self, HookCommand.self, DoctorCommand.self,
      RecoverCommand.self, MaintainCommand.self,
      DemoCommand.self, CompletionsCommand.self,
    ])
}

extension RootCommand: Verb {
  func run(_ context: Context) throws { try NextSteps.show(context) }
}
