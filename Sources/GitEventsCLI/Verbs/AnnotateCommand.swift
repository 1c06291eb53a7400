import ArgumentParser
import GitEvents
import GitEventsProjections

/// `annotate`: says something about an event, or has projections leave it out.
struct AnnotateCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "annotate",
    abstract: "Note something about an event; with --skip, projections leave it out.",
    usage: "git events annotate MOMENT -m WHY [--skip|--unskip] [--actor ACTOR]",
    discussion: """
      Nothing is rewritten: the note is an event of the store's own stream. From a --skip on, every projection leaves \
      the event out and says so, and log marks it; --unskip takes that back.

      EXAMPLES:
        git events annotate order-42@3 -m 'see ticket 88'
        git events annotate order-42@3 --skip -m 'recorded twice'
        git events annotate order-42@3 --unskip -m 'it was right after all'
      """)

  @Argument(help: "The event: a point of a stream, an id, or a commit.")
  var moment: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Why, or what is to be said.", valueName: "why"))
  var message: String

  @Flag(name: .long, help: "Have projections leave the event out from now on.")
  var skip = false

  @Flag(name: .long, help: "Have projections take the event into account again.")
  var unskip = false

  @Option(
    name: .long, help: ArgumentHelp("Who says so: 'NAME <MAIL>' or NAME.", valueName: "actor"))
  var actor: String?

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if skip, unskip { throw ValidationError("--skip and --unskip contradict each other") }
    if message.allSatisfy(\.isWhitespace) { throw ValidationError("-m says why: it is empty") }
  }

  func run(_ context: Context) throws {
    let (store, identity) = try context.openForWriting()
    let event = try event(store, now: context.clock.now())
    let actor = try self.actor.map { try Actor($0) } ?? identity.actor()
    let (note, isNew) = try store.annotate(
      event, skip ? .skip : unskip ? .unskip : .annotation, message: message, by: actor)
    if isJSON {
      var line = EventJSON.writer(note)
      if !isNew { line.member("alreadyRecorded", bool: true) }
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let text = EventText(style: context.style, now: context.clock.now())
    try context.output.line(
      "\(text.reference(note))  \(text.type(note))  \(text.reference(event))"
        + (isNew ? "" : "  (left out already)"))
    try context.maintain(store)
  }

  /// One event, named to the version: the newest of a stream would be another one tomorrow.
  private func event(_ store: EventStore, now: Timestamp) throws -> RecordedEvent {
    let finder = EventFinder(store: store, now: now)
    if case .stream(let stream, nil) = try finder.resolve(moment) {
      throw Failure.invalid(
        "'\(moment)' is a stream: say which of its events is meant",
        hint: "git events annotate \(stream)@\(try store.version(of: stream)) …")
    }
    let point = try finder.point(moment)
    guard point.version > 0 else {
      throw Failure.notFound(
        .eventNotFound, "\(point.stream)@0 is the empty state: there is no event to annotate",
        hint: "\(point.stream)@1 is its first event")
    }
    return try finder.event(of: point.stream, point.version)
  }
}
