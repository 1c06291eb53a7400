import ArgumentParser
import GitEvents
import GitEventsProjections

/// `projection show`: one projection with its program.
struct ProjectionShowCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "show",
    abstract: "Show a projection with its program.",
    usage: "git events projection show NAME [--json]",
    discussion: """
      Earlier definitions are events of the store's own stream: git events log _store --type 'projection.*' -p

      EXAMPLES:
        git events projection show balance
        git events projection show agent-state --jq .source
      """)

  @Argument(help: "The projection's name.")
  var name: String

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let notes = try StoreNotes(of: context.openForReading())
    let text = ProjectionText(context: context)
    if let defined = notes.projections[name] {
      return try text.page(defined.definition, .store(defined.event))
    }
    if let ready = ReadyMadeProjections.all.first(where: { $0.name == name }) {
      return try text.page(ready.definition, .program(ready.summary))
    }
    let definition = try ProjectionFinder(context: context, notes: notes).definition(name)
    try text.page(definition, .program("the payloads, merged in order (RFC 7396)"))
  }
}
