import ArgumentParser
import GitEvents
import GitEventsProjections
import JQ

/// `projection define`: records a projection.
struct ProjectionDefineCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "define",
    abstract: "Record a projection, or its next definition.",
    usage: """
      git events projection define NAME FILE.jq|merge|READY-MADE [--category C] [--stream GLOB]… [--types GLOB]… [--snapshot-every N] [--snapshot-when JQ]
      """,
    discussion: """
      The program's input is the state (null at first), $event is the event, its output is the next state. A changed \
      definition never uses a state that an earlier one made.

      EXAMPLES:
        git events projection define balance balance.jq --category account
        git events projection define orders merge --snapshot-every 100
        git events projection define agents agent-state --types 'agent:*'
      """)

  @Argument(help: "The projection's name.")
  var name: String

  @Argument(
    help: ArgumentHelp(
      "A file with a jq program, merge, or a projection that comes with the program.",
      valueName: "program"))
  var source: String

  @Option(name: .long, help: ArgumentHelp("Only streams of this category.", valueName: "name"))
  var category: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Only streams like this; several mean any of them.", valueName: "glob"))
  var stream: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Only events of types like this; several, or with commas.", valueName: "glob"))
  var types: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Make a snapshot after every so many events of a stream.", valueName: "n"))
  var snapshotEvery: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Make a snapshot where this holds of the state; $event is the event.", valueName: "jq"))
  var snapshotWhen: String?

  @Option(
    name: .long, help: ArgumentHelp("Who defines it: 'NAME <MAIL>' or NAME.", valueName: "actor"))
  var actor: String?

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if let snapshotEvery, snapshotEvery < 1 {
      throw ValidationError("--snapshot-every is 1 or more")
    }
  }

  func run(_ context: Context) throws {
    let (store, identity) = try context.openForWriting()
    let definition = try definition(context, StoreNotes(of: store))
    let actor = try self.actor.map { try Actor($0) } ?? identity.actor()
    let (event, isNew) = try store.define(definition, by: actor)
    if isJSON {
      var line = EventJSON.writer(event)
      if !isNew { line.member("alreadyRecorded", bool: true) }
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    } else {
      let text = EventText(style: context.style, now: context.clock.now())
      try context.output.line(
        "\(text.reference(event))  \(text.type(event))  \(VisibleText.line(definition.name))"
          + (isNew ? "" : "  (defined so already)"))
    }
    try context.maintain(store)
  }

  private func definition(
    _ context: Context, _ notes: StoreNotes
  ) throws -> ProjectionDefinition {
    let name = try ProjectionName(name).text
    guard name != ProjectionDefinition.merge.name else {
      throw Failure.invalid(
        "'merge' is what is used where no projection is named: choose another name",
        hint: "git events projection define order-state merge --category order")
    }
    var definition = ProjectionDefinition(
      name: name, kind: try kind(ProjectionFinder(context: context, notes: notes)),
      category: category, streams: stream, types: patterns, snapshotEvery: snapshotEvery,
      snapshotWhen: snapshotWhen)
    if definition.types.isEmpty, let ready = ready { definition.types = ready.types }
    // What cannot run is not recorded.
    _ = try definition.makeFold(ReplayOptions())
    if let snapshotWhen {
      do {
        _ = try JQProgram(snapshotWhen, profile: .projection)
      } catch {
        throw ProjectionError(error, projection: "--snapshot-when", at: nil)
      }
    }
    return definition
  }

  private var ready: ReadyMadeProjection? {
    ReadyMadeProjections.all.first { $0.name == source }
  }

  private var patterns: [String] {
    types.flatMap { $0.split(separator: ",").map(String.init) }
  }

  private func kind(_ finder: ProjectionFinder) throws -> ProjectionDefinition.Kind {
    if source == ProjectionDefinition.merge.name { return .merge }
    if let ready { return ready.definition.kind }
    guard source.contains("/") || source.hasSuffix(".jq") else { throw finder.unknown(source) }
    return .jq(program: try finder.source(source))
  }
}
