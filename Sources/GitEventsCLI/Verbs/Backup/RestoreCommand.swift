import ArgumentParser
import Git
import GitEvents
import GitEventsAudit
import GitEventsSync

/// `restore`: a store of its backups.
struct RestoreCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "restore",
    abstract: "Make a store of its backups, and verify it.",
    usage: "git events restore FILE… [DIR] [--bare] [--keep-damaged] [--json]",
    discussion: """
      The files are bundles: a complete backup, then the increments behind it in the order in which they were written. \
      One repository will do as well, and one of either that holds nothing but a ledger: the streams are made of what \
      the ledger says. DIR must not be there yet, or be empty; without it the first file's name is taken. The store is \
      made beside DIR, verified as verify does it, and only then gets its name. Where the verification finds errors \
      (status 5) nothing is left, unless --keep-damaged is given.

      EXAMPLES:
        git events restore orders.bundle
        git events restore orders.bundle orders-2.bundle /srv/orders
        git events restore --bare orders.bundle /srv/orders.git
        git events restore mirror.git orders
      """)

  @Argument(
    help: ArgumentHelp(
      "Bundles in the order in which they were written, or a repository; then the folder to make.",
      valueName: "file"))
  var paths: [String]

  @Flag(name: .long, help: "Make a bare repository: no files, only the store.")
  var bare = false

  @Flag(name: .long, help: "Keep the store even where its verification finds errors.")
  var keepDamaged = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let nobody = Actor(storedName: "git-events", email: "")
    var options = RestorationOptions(reading: context.options(recorder: nobody))
    options.isBare = bare
    options.variables = GitProgram(surroundings: context.surroundings).plainVariables
    let display = BackupDisplay(context.messages)
    options.progress = { display.show($0) }
    defer { display.clear() }
    let target = try RestorationTarget(paths, isBare: bare, context)
    let restored = try await Restoration(
      of: target.sources, to: target.folder, options: options
    ).prepare()
    display.clear()
    for name in restored.leftOut {
      try context.messages.line("git-events: left out: \(VisibleText.line(name))")
    }
    try context.messages.flush()
    let report = try verify(restored, context)
    try VerificationText(report, isJSON: isJSON).write(to: context.output)
    if report.severity == .error, !keepDamaged {
      try context.output.flush()
      throw Failure(
        .damaged, EventStoreError.Code.damaged.rawValue,
        "the verification found errors: nothing was restored",
        hint: "--keep-damaged restores it all the same; another backup may be sound")
    }
    try restored.publish()
    try tell(of: restored, context)
    if report.severity == .error { throw DamageFound() }
  }

  private func verify(
    _ restored: RestoredStore, _ context: Context
  ) throws -> VerificationReport {
    let nobody = Actor(storedName: "git-events", email: "")
    let store = try EventStore.openForVerification(
      try restored.repository(), options: context.options(recorder: nobody))
    let progress = VerificationDisplay(context.messages)
    defer { progress.clear() }
    return try StoreVerifier(store, now: context.clock.now()) { progress.show($0) }
      .verify(nil, remembered: nil)
  }

  private func tell(of restored: RestoredStore, _ context: Context) throws {
    guard isJSON else {
      if restored.rebuiltStreams > 0 {
        try context.output.line(
          "made of what the ledger says: \(CountedWord.text(restored.rebuiltStreams, "stream"))")
      }
      return try context.output.line(
        "restored into \(VisibleText.line(restored.publishedGitDirectory))")
    }
    var line = JSONLineWriter()
    line.member("gitDirectory", string: restored.publishedGitDirectory)
    line.member("rebuiltStreams", integer: restored.rebuiltStreams)
    line.member("leftOut", strings: restored.leftOut)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }
}
