import ArgumentParser
import GitEvents
import GitEventsProjections

/// `projection remove`: records that a projection is no longer used.
struct ProjectionRemoveCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "remove",
    abstract: "Record that a projection is no longer used.",
    usage: "git events projection remove NAME",
    discussion: """
      Its definitions stay in the history of the store's own stream; its snapshots stay until they are deleted.

      EXAMPLES:
        git events projection remove balance
      """)

  @Argument(help: "The projection's name.")
  var name: String

  @Option(
    name: .long, help: ArgumentHelp("Who removes it: 'NAME <MAIL>' or NAME.", valueName: "actor"))
  var actor: String?

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let (store, identity) = try context.openForWriting()
    let actor = try self.actor.map { try Actor($0) } ?? identity.actor()
    let event = try store.removeProjection(name, by: actor)
    if isJSON {
      return try context.output.write(bytes: EventJSON.line(event) + [UInt8(ascii: "\n")])
    }
    let text = EventText(style: context.style, now: context.clock.now())
    try context.output.line(
      "\(text.reference(event))  \(text.type(event))  \(VisibleText.line(name))")
    try context.maintain(store)
  }
}
