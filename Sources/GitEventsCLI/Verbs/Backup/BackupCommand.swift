import ArgumentParser
import Git
import GitEvents
import GitEventsSync

/// `backup`: the store, or what is new in it, in one file.
struct BackupCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "backup",
    abstract: "Write the store, or what is new since an earlier backup, into one file.",
    usage: "git events backup FILE [--since FILE | --incremental] [--all] [--force] [--json]",
    discussion: """
      The file is a git bundle: restore makes a store of it, and so does git clone --mirror FILE. It holds the streams, \
      ledgers, snapshots and notes as they were at one moment, whoever else is appending; it is checked, \
      and on the disk, before it gets its name. An increment goes on from an earlier backup and is of use only with it \
      and those before it: --since names that file, --incremental takes the newest backup of this store in the folder \
      of FILE, and writes a complete one where there is none. Where there is nothing new nothing is written.

      EXAMPLES:
        git events backup /media/orders.bundle
        git events backup /media/orders-2.bundle --since /media/orders.bundle
        git events backup /media/$(date +%F).bundle --incremental
      """)

  @Argument(help: "The file that is written; none of this name may be there.")
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("Write only what is new since this backup.", valueName: "file"))
  var since: String?

  @Flag(
    name: .long,
    help: "Write only what is new since the newest backup of this store in the file's folder.")
  var incremental = false

  @Flag(name: .long, help: "Take branches, tags and notes of the project beside the store, too.")
  var all = false

  @Flag(name: .long, help: "Replace a file that is there.")
  var force = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if since != nil, incremental {
      throw ValidationError("--since and --incremental both say what is new: give one of them")
    }
  }

  func run(waitingIn context: Context) async throws {
    let repository = try context.repository()
    let store = try context.openForReading()
    let target = NamedPath(context.surroundings.path(file), calledBy: file)
    let base = try base(of: repository, target, context)
    var options = BackupOptions()
    options.takesProject = all
    options.replaces = force
    options.variables = GitProgram(surroundings: context.surroundings).plainVariables
    let display = BackupDisplay(context.messages)
    options.progress = { display.show($0) }
    defer { display.clear() }
    let report = try await Backup(store, in: repository, options: options)
      .write(to: target, since: base)
    display.clear()
    try context.tell(report.recovery)
    for name in report.leftOut {
      try context.messages.line(
        "git-events: left out, as it points to no object: \(VisibleText.line(name))")
    }
    for name in report.unreadable {
      try context.messages.line(
        "git-events: taken as it is, though it breaks the format: \(VisibleText.line(name))")
    }
    try context.messages.flush()
    try BackupText(report, file: file, isJSON: isJSON)
      .write(to: context.output)
  }

  private func base(
    of repository: Repository, _ target: NamedPath, _ context: Context
  ) throws -> BackupBase? {
    if let since {
      let file = NamedPath(context.surroundings.path(since), calledBy: since)
      return try BackupBase(file, of: repository)
    }
    return incremental ? try BackupBase.newest(besides: target, of: repository) : nil
  }
}
