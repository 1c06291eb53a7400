import ArgumentParser
import Git
import GitEvents
import GitEventsSync

/// `clone`: a new repository that is another replica of a store.
struct CloneCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "clone",
    abstract: "Make another replica of a store in a new repository.",
    usage: "git events clone URL [DIR] [--bare] [--stream PATTERN]… [--no-payloads] [--json]",
    discussion: """
      Clones with your git, then brings the store, checks it and begins a ledger of its own. DIR is there once all of \
      that is done, and not before.

      --stream takes some streams only: what the ledgers of others say cannot be checked there, so that verify proves \
      what is there and not that it is all. --no-payloads leaves the payloads where they are (a partial clone): chain, \
      order and signatures can be checked without seeing any; the other side must allow it (uploadpack.allowFilter).

      EXAMPLES:
        git events clone git@example.org:orders.git
        git events clone /srv/orders.git mine
        git events clone /srv/orders.git audit --bare --no-payloads
        git events clone /srv/orders.git shop --stream 'order-*'
      """)

  @Argument(help: "Where the store is: what git clone takes.")
  var url: String

  @Argument(
    help: ArgumentHelp("The new folder; named after the URL if left out.", valueName: "dir"))
  var directory: String?

  @Flag(name: .long, help: "Make a bare repository: no files, only the store.")
  var bare = false

  @Option(
    name: .customLong("stream"),
    help: ArgumentHelp("Take streams whose names match; may be repeated.", valueName: "pattern"))
  var streams: [String] = []

  @Flag(name: .customLong("no-payloads"), help: "Leave payloads at the other side.")
  var noPayloads = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    // Who is missing a name should learn it before anything is made.
    _ = try context.identity().recorder()
    let folder = try directory ?? CloneCommand.folder(of: url, isBare: bare)
    let path = context.surroundings.path(folder)
    try refuseTaken(path)
    let temporary = "\(path).\(ThisProcess.identifier).cloning"
    let joined: (store: EventStore, report: PullReport)
    do {
      joined = try await clone(into: temporary, context)
      try onGit { () throws(GitError) in try FolderTree.rename(temporary, to: path) }
    } catch {
      try? FolderTree.remove(temporary)
      throw error
    }
    let events = joined.report.events
    let streams = joined.report.moved.count
    if isJSON {
      var line = JSONLineWriter()
      line.member("id", string: joined.store.id)
      line.member("directory", string: path)
      line.member("events", integer: events)
      line.member("streams", integer: streams)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    try context.output.line(
      "cloned \(events) event\(events == 1 ? "" : "s") in \(streams) "
        + "stream\(streams == 1 ? "" : "s") into \(VisibleText.line(folder))")
  }

  private func clone(
    into path: String, _ context: Context
  ) async throws -> (store: EventStore, report: PullReport) {
    var arguments = ["clone", "--quiet", "--origin", "origin"]
    // A snapshot's tag would bring its stream.
    if !streams.isEmpty { arguments.append("--no-tags") }
    if bare { arguments.append("--bare") }
    // Objects of a folder on this machine would come along as they are, payloads and all.
    if noPayloads { arguments += ["--filter=blob:none", "--no-local"] }
    let settings = context.gitSettings.flatMap { ["-c", $0] }
    try context.messages.flush()
    let outcome = try await GitProgram(surroundings: context.surroundings).run(
      settings + arguments + ["--", url, path], in: context.surroundings.currentDirectory)
    guard outcome.succeeded else {
      let said = outcome.errors.split(separator: "\n").last { $0.hasPrefix("fatal:") }
      throw Failure.environment(
        "git cannot clone \(VisibleText.line(url))"
          + (said.map { ": \(VisibleText.line(String($0)))" } ?? ""),
        hint: "`git ls-remote URL` tries the connection")
    }
    let repository = try context.repository(at: path, ceiling: path)
    let remote = try context.remote(named: "origin", of: repository)
    return try await StoreJoin(
      context: context, remote: remote, patterns: streams,
      payloads: noPayloads ? .none : .asConfigured
    ).run()
  }

  /// A folder that holds anything is somebody's.
  private func refuseTaken(_ path: String) throws {
    guard try FileStatus.of(path) != nil else { return }
    let isEmpty = try FileStatus.of(path) == .folder && WritableFolder(path).entries().isEmpty
    guard isEmpty else {
      throw Failure.invalid(
        "\(VisibleText.line(path)) is there already", hint: "name another folder, or remove it")
    }
  }

  /// The folder that git would name after a URL.
  private static func folder(of url: String, isBare: Bool) throws -> String {
    var rest = url[...]
    while rest.hasSuffix("/") { rest.removeLast() }
    if rest.hasSuffix("/.git") { rest.removeLast(5) }
    var name = rest.split { $0 == "/" || $0 == ":" }.last ?? ""
    if name.hasSuffix(".git") { name.removeLast(4) }
    guard !name.isEmpty, name != ".", name != ".." else {
      throw Failure.invalid(
        "no folder can be named after \(VisibleText.line(url))", hint: "name one behind the URL")
    }
    return String(name) + (isBare ? ".git" : "")
  }
}
