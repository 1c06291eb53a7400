import ArgumentParser
import GitEvents
import GitEventsProjections

/// `snapshot create`: keeps a state as a tag.
struct SnapshotCreateCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "create",
    abstract: "Keep the state of a stream as a tag.",
    usage:
      "git events snapshot create STREAM[@N] [--projection NAME|FILE.jq|merge] [--state FILE|-] [options]",
    discussion: """
      The state is computed now. What is there already with the same content stays; a snapshot that another \
      definition made is replaced.

      --state keeps a state that you computed yourself, a JSON object. Nobody can compute it again, so no replay \
      begins from it and prune leaves it alone; --projection then names your own way of computing it.

      EXAMPLES:
        git events snapshot create order-42
        git events snapshot create order-42@100 --projection balance
        git events snapshot create order-42@7 --state my.json --projection totals
      """)

  /// What stands for the client's way of computing where it has no name.
  private static let suppliedName = "supplied"
  /// What is read of a state at most: white space may make it larger than what is kept.
  private static let limit = 128 << 20

  @Argument(help: "A stream, or a point of one.")
  var moment: String

  @Option(
    name: .long,
    help: ArgumentHelp("A file with the state, or - for standard input.", valueName: "file"))
  var state: String?

  @OptionGroup var projection: ProjectionOptions

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if projection.withSkipped {
      throw ValidationError("a snapshot is what projections see: --with-skipped cannot be kept")
    }
    if state != nil, projection.fromScratch || projection.timeout != nil {
      throw ValidationError("with --state nothing is computed")
    }
  }

  func run(_ context: Context) throws {
    let store = try context.openForWriting().store
    let point = try EventFinder(store: store, now: context.clock.now()).point(moment)
    let made = try state == nil ? computed(context, store, point) : supplied(context, store, point)
    try ReplayMessages(context: context).tell(made.warnings)
    try report(made, context)
    for repair in made.recovery?.repairs ?? [] {
      try context.messages.line(
        "git-events: \(VisibleText.line(repair.subject)): \(VisibleText.line(repair.action))")
    }
    try context.maintain(store)
  }

  private func computed(
    _ context: Context, _ store: EventStore, _ point: StreamPoint
  ) throws -> MadeSnapshot {
    let notes = try StoreNotes(of: store)
    let finder = ProjectionFinder(context: context, notes: notes)
    let definition = try finder.definition(projection.projection)
    let known = KnownDefinitions(notes)
    // A file of that name would take the place of the snapshots from which that projection is replayed.
    if let name = try? ProjectionName(definition.name), known.defines(name),
      known.definition(name) != definition
    {
      throw Failure.invalid(
        "'\(name)' is a projection with another definition, whose snapshot this would replace",
        hint: "give the file another name, or define it: git events projection define")
    }
    return try store.makeSnapshot(
      of: point.stream, at: point.version, by: definition, options: projection.replay)
  }

  private func supplied(
    _ context: Context, _ store: EventStore, _ point: StreamPoint
  ) throws -> MadeSnapshot {
    let name = try ProjectionName(projection.projection ?? SnapshotCreateCommand.suppliedName)
    guard try !KnownDefinitions(StoreNotes(of: store)).defines(name) else {
      throw Failure.invalid(
        "'\(name)' is a projection that is computed: a state that you supply needs another name",
        hint: "leave --projection out, or give a name that git events projection list does not show"
      )
    }
    return try store.supplySnapshot(
      read(context), of: point.stream, at: point.version, projection: name)
  }

  private func read(_ context: Context) throws -> JSONText {
    let source = try InputSource.open(state ?? "-", context)
    defer { source.close() }
    do {
      return try JSONText(
        source.descriptor.readAll(limit: SnapshotCreateCommand.limit), limits: .snapshot)
    } catch let error as JSONError {
      throw Failure.invalid("\(source.name): \(error.message)")
        .with("offset", .integer(error.offset))
    }
  }

  private func report(_ made: MadeSnapshot, _ context: Context) throws {
    let text = SnapshotText(context: context)
    if isJSON {
      var line = JSONLineWriter()
      line.member("snapshot", string: made.tag)
      line.member("stream", string: made.stream.text)
      line.member("version", integer: made.version)
      line.member("projection", string: made.projection.text)
      line.member("recomputable", bool: made.isRecomputable)
      line.member("commit", string: made.commit.description)
      line.member("alreadyRecorded", bool: !made.isNew)
      return try text.write(line)
    }
    let name = text.name(tag: made.tag, made.stream, made.version, made.projection)
    try context.output.line(
      name + (made.isRecomputable ? "" : "  not recomputable")
        + (made.isNew ? "" : "  (there already)"))
  }
}
