import ArgumentParser
import GitEvents
import GitEventsProjections

/// `import`: records rows of any number, in chunks, so that it can be taken up again.
struct ImportCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "import",
    abstract:
      "Record the events of a file of JSON Lines; those that are recorded already are skipped.",
    usage:
      "git events import [FILE|-] [--source NAME] [--map NAME|FILE.jq] [--keep-times] [--new-ids] [--atomic] [options]",
    discussion: """
      A row without an id gets one that follows from the source's name and the row, so that importing \
      the same file again adds nothing. Where a row is wrong, all before it is kept: mend the row and \
      import again. A row's time becomes its `occurred` where it has none.

      With --map the rows are those of another store, one JSON value a line: a jq program makes events of each, \
      or none. The maps kurrentdb, message-db, cloudevents and rows come with the program.

      EXAMPLES:
        git events import events.jsonl
        git events log --reverse --json | git events -C ../copy import --keep-times
        zcat dump.gz | git events import - --source dump --durability none
        git events import messages.jsonl --map message-db
        git events import tickets.jsonl --map ./tickets.jq
      """)

  @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"))
  var file = "-"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The name of the input in derived ids; the file's base name by default.", valueName: "name"))
  var source: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Make events of the rows of another store: kurrentdb, message-db, cloudevents, rows, or a file.",
      valueName: "name|file.jq"))
  var map: String?

  @Flag(name: .long, help: "Keep the rows' times as recorded times; into an empty store only.")
  var keepTimes = false

  @Flag(name: .customLong("new-ids"), help: "Give every row a new id, whatever id it has.")
  var newIDs = false

  @Flag(name: .long, help: "Record all rows in one append, or none.")
  var atomic = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "full: survives power loss; none: survives a crash of the program only.", valueName: "what"))
  var durability: DurabilityChoice?

  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let map = try self.map.map { try RowMap($0, context.surroundings) }
    let store = try context.openForWriting(durability: durability?.value ?? .full).store
    let input = try InputSource.open(file, context)
    let options = ImportOptions(
      recorder: store.options.recorder, source: source ?? input.baseName, makesNewIDs: newIDs,
      keepsTimes: keepTimes)
    let importer = EventImporter(
      store, isAtomic: atomic, remembersVersions: try StoreNotes(of: store).makesSnapshots)
    var run = ImportRun(importer: importer, map: map, input: input, context: context)
    do {
      try run.take(store, options)
    } catch {
      // What was recorded before the row at fault calls for snapshots like any other.
      try? context.makeDueSnapshots(store, after: run.appended)
      throw error
    }
    try context.makeDueSnapshots(store, after: run.appended)
    try context.maintain(store)
  }
}
