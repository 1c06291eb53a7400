import ArgumentParser
import Git
import GitEvents

/// `init`: makes an event store, and a repository for it where there is none.
struct InitCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "init",
    abstract: "Make an event store in a folder, with a git repository where there is none.",
    usage: "git events init [DIR] [--bare] [--json]",
    discussion: """
      In a folder without a repository, `git init` makes one; in an existing repository the store is \
      added beside what is there, on no branch. Where there is a store already, nothing changes. \
      Git's own packing is switched off (gc.auto), because git events maintain does it better for reading.

      EXAMPLES:
        git events init
        git events init orders
        git events init --bare /srv/orders.git
      """)

  @Argument(
    help: ArgumentHelp("The folder; the current one where none is named.", valueName: "dir"))
  var directory: String?

  @Flag(name: .long, help: "Make a bare repository: no files, only the store.")
  var bare = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let (repository, isNew) = try await StoreMaker(context: context)
      .repository(at: directory, isBare: bare)
    let recorder = try context.identity().recorder()
    let options = context.options(recorder: recorder)
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
}
