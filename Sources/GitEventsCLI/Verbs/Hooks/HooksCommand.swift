import ArgumentParser

/// `hooks`: git's hooks by which a store is guarded.
struct HooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Guard the store: against hostile pushes, and against this repository's own git.",
    usage: "git events hooks install|status|remove [--server|--local]",
    discussion: """
      On a server nothing but a hook keeps whoever may push from rewinding, deleting or forging events: git's own \
      settings guard branches only. --server refuses such pushes, each ref with its reason; --local keeps this \
      repository's git from rewinding and deleting events, and verifies what is pushed. Branches and tags pass without \
      a look. Hooks that are there already are kept, and run behind these.

      EXAMPLES:
        git events hooks install
        git events hooks status
        git events hooks remove
      """,
    subcommands: [
      HooksInstallCommand.self, HooksStatusCommand.self, HooksRemoveCommand.self,
    ])
}
