import ArgumentParser

/// `projection`: the projections that a store defines.
struct ProjectionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projection",
    abstract: "Define projections, list, show and remove them.",
    usage: "git events projection define|list|show|remove …",
    discussion: """
      A projection says how events become a state. What the store defines is recorded as events of its own stream: \
      versioned, attributed, and pushed with the data.

      EXAMPLES:
        git events projection define balance balance.jq --category account
        git events projection list
      """,
    subcommands: [
      ProjectionDefineCommand.self, ProjectionListCommand.self, ProjectionShowCommand.self,
      ProjectionRemoveCommand.self,
    ])
}
