import ArgumentParser
import GitEvents
import GitEventsProjections

/// `append`: records one event, or a batch of them.
struct AppendCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "append",
    abstract: "Record an event, or a batch of events that go in together or not at all.",
    usage: """
      git events append STREAM TYPE [--data JSON|@FILE|-] [-f KEY=TEXT]… [-F KEY=JSON]… [options]
      git events append --batch [FILE|-] [options]
      git events append --pipe [options]
      """,
    discussion: """
      The answer says where the event is: order-42@7. Once it is there, the event survives a crash. \
      With --id a retry is safe: the same id with the same content is recorded once.

      EXAMPLES:
        git events append order-42 order.placed --data '{"total": 12.50}'
        git events append order-42 order.paid -f by=card -F sum=12.50 --expect 1
        git events append order-42 order.shipped --data @parcel.json --id req-88
        git events append --batch transfer.jsonl
        producer | git events append --pipe --json

      A row of a batch is an event as `log --json` shows it; {"stream":"limit-9","expect":4} only checks. \
      With --pipe every row is an append of its own, answered in order by a line, for as long as standard input \
      is open: where it is, or "refused" and why. An answered event survives a crash at once; others see it \
      within about a second.
      """)

  @Argument(
    help: ArgumentHelp("The stream; with --batch the file, - or nothing for standard input."))
  var stream: String?

  @Argument(help: "What happened, such as order.placed.")
  var type: String?

  @Flag(name: .long, help: "Read JSON Lines and append them all, over any streams, or none.")
  var batch = false

  @Flag(
    name: .long,
    help: "Read JSON Lines for as long as standard input is open, and answer each with a line.")
  var pipe = false

  @OptionGroup(title: "The event") var event: EventOptions

  @OptionGroup(title: "Writing") var writing: WritingOptions

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if pipe {
      if stream != nil || batch || writing.dryRun {
        throw ValidationError("--pipe reads standard input and records each row by itself")
      }
    }
    if batch || pipe {
      if type != nil || event.isUsed || writing.expect != nil || writing.existing {
        throw ValidationError("with --batch and --pipe, events and expectations stand in the rows")
      }
    } else if type == nil {
      throw ValidationError("STREAM and TYPE are needed, or --batch, or --pipe")
    }
  }

  func run(_ context: Context) throws {
    if pipe {
      var appends = try AppendPipe(context, durability: writing.durability?.value ?? .full)
      return try appends.run()
    }
    let (store, identity) = try context.openForWriting(
      durability: writing.durability?.value ?? .full)
    let steps =
      try batch ? rows(context, identity) : [step(context, store, identity)]
    let result: AppendResult
    do throws(EventStoreError) {
      let batch = AppendBatch(steps)
      result = try writing.dryRun ? store.plan(batch) : store.append(batch)
    } catch {
      var failure = SinceThen.failure(error, in: store, now: context.clock.now())
      if writing.existing, error.code == .wrongExpectedVersion, error.actual == 0,
        let stream = error.stream
      {
        failure = try EventFinder(store: store, now: context.clock.now()).unknownStream(stream.text)
      }
      throw batch ? BatchRows.failure(failure, error) : failure
    }
    try AppendReport(isDryRun: writing.dryRun).write(result, context)
    try context.tell(result.recovery)
    if writing.dryRun { return }
    var appended = AppendedVersions()
    appended.add(result)
    try context.makeDueSnapshots(store, after: appended)
    try context.maintain(store)
  }

  private func step(
    _ context: Context, _ store: EventStore, _ identity: Identity
  ) throws -> AppendBatch.Step {
    let name = try StreamName(stream ?? "")
    var event = try self.event.event(type ?? "", context)
    if event.actor == nil { event.actor = try identity.actor() }
    if event.occurred == nil { event.occurred = try identity.occurred() }
    return .append(event, to: name, expecting: try writing.expectation(store))
  }

  private func rows(_ context: Context, _ identity: Identity) throws -> [AppendBatch.Step] {
    let source = try InputSource.open(stream ?? "-", context)
    defer { source.close() }
    return try BatchRows.read(source, actor: try identity.actor())
  }
}
