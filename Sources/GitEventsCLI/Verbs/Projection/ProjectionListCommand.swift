import ArgumentParser
import GitEvents
import GitEventsProjections

/// `projection list`: every projection that can be named here.
struct ProjectionListCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "list",
    abstract: "List the projections that can be used here.",
    usage: "git events projection list [--json]",
    discussion: """
      First those that the store defines, then those that come with the program.

      EXAMPLES:
        git events projection list
        git events projection list --jq 'select(.origin == "store") | .name'
      """)

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let notes = try StoreNotes(of: context.openForReading())
    let text = ProjectionText(context: context)
    let defined = notes.projections.values.sorted { $0.definition.name < $1.definition.name }
    for projection in defined {
      try text.line(projection.definition, .store(projection.event))
    }
    for (name, error) in notes.unusable.sorted(by: { $0.key < $1.key }) {
      try context.messages.line(
        "git-events: warning: \(VisibleText.line(name)): \(VisibleText.line(error.message))")
    }
    for ready in ReadyMadeProjections.all where notes.projections[ready.name] == nil {
      try text.line(ready.definition, .program(ready.summary))
    }
    try text.line(.merge, .program("the payloads, merged in order (RFC 7396)"))
  }
}
