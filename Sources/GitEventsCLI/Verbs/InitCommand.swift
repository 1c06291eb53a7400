import ArgumentParser
import Git
import GitEvents
import GitEventsSync

/// `init`: makes an event store, and a repository for it where there is none.
struct InitCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "init",
    abstract: "Make an event store in a folder, with a git repository where there is none.",
    usage: "git events init [DIR] [--bare] [--from REMOTE | --new] [--json]",
    discussion: """
      In a folder without a repository, `git init` makes one; in an existing repository the store is \
      added beside what is there, on no branch. Where there is a store already, nothing changes. \
      Where a remote of the repository holds a store already, a second one is refused: --from joins that store, --new \
      makes another all the same.
      Git's own packing is switched off (gc.auto), because git events maintain does it better for reading.

      EXAMPLES:
        git events init
        git events init orders
        git events init --bare /srv/orders.git
        git events init --from origin
      """)

  @Argument(
    help: ArgumentHelp("The folder; the current one where none is named.", valueName: "dir"))
  var directory: String?

  @Flag(name: .long, help: "Make a bare repository: no files, only the store.")
  var bare = false

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Join the store that a remote of the repository holds.", valueName: "remote")
  )
  var origin: String?

  @Flag(name: .long, help: "Make a new store even where a remote holds one.")
  var new = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if origin != nil, new { throw ValidationError("--from and --new are two different things") }
  }

  func run(waitingIn context: Context) async throws {
    let (repository, isNew) = try await StoreMaker(context: context)
      .repository(at: directory, isBare: bare)
    if let origin { return try await join(context.remote(named: origin, of: repository), context) }
    if !new { try await refuseSecondStore(repository, context) }
    let recorder = try context.identity().recorder()
    let options = try context.writingOptions(recorder, repository)
    let made = try EventStore.create(in: repository, options: options)
    // Where this cannot be set, the store is made all the same, and doctor tells.
    if made.isNew { try? await repository.leavePackingToStore(evenWhereSet: false) }
    let path = repository.location.gitDirectory
    guard isJSON else {
      let what =
        isNew
        ? "Made a git repository with an event store in"
        : made.isNew ? "Made an event store in" : "There is an event store already in"
      return try context.output.line("\(what) \(VisibleText.line(path))")
    }
    var line = JSONLineWriter()
    line.member("id", string: made.store.id)
    line.member("gitDirectory", string: path)
    line.member("created", bool: made.isNew)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func join(_ remote: RemoteConnection, _ context: Context) async throws {
    let (store, report) = try await StoreJoin(context: context, remote: remote).run()
    guard isJSON else {
      return try context.output.line(
        "joined the store of \(VisibleText.line(remote.name)): \(report.events) "
          + "event\(report.events == 1 ? "" : "s") in \(report.moved.count) "
          + "stream\(report.moved.count == 1 ? "" : "s")")
    }
    var line = JSONLineWriter()
    line.member("id", string: store.id)
    line.member("gitDirectory", string: remote.repository.location.gitDirectory)
    line.member("created", bool: false)
    line.member("joined", string: remote.name)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  /// Two stores never mix: whoever makes a second one by mistake could not push it.
  private func refuseSecondStore(_ repository: Repository, _ context: Context) async throws {
    guard try StoreCreation.find(in: repository) == nil else { return }
    let remotes = Set(
      repository.configuration.all(section: "remote", variable: "url").map(\.subsection))
    for name in remotes.sorted() {
      let listing: RemoteListing
      do {
        listing = try await RemoteListing(context.remote(named: name, of: repository))
      } catch {
        // A remote that cannot be asked now is no reason not to begin.
        try context.messages.line(
          "git-events: whether \(VisibleText.line(name)) holds a store is not known: it cannot be asked"
        )
        continue
      }
      guard listing.view.streams.isEmpty, listing.view.ledgers.isEmpty else {
        throw Failure(
          .conflict, EventStoreError.Code.otherStore.rawValue,
          "\(VisibleText.line(name)) holds an event store already",
          hint: "`git events init --from \(VisibleText.line(name))` joins it; --new makes another")
      }
    }
  }
}
