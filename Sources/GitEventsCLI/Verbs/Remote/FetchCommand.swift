import ArgumentParser
import GitEvents
import GitEventsSync

/// `fetch`: asks a remote what it has, and takes none of it into the streams.
struct FetchCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "fetch",
    abstract: "Bring what a remote has, without adding it to the streams.",
    usage: "git events fetch [REMOTE] [--json]",
    discussion: """
      What comes is checked before anything of it is kept: a remote that was rewound, or that holds what is no store, \
      is refused. `git events pull` goes on from here.

      EXAMPLES:
        git events fetch
        git events fetch backup && git events pull --dry-run backup
      """)

  @Argument(help: "The remote; the one that git push would use where none is named.")
  var remote: String?

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    let store = try context.openForWriting().store
    let remote = try await context.remote(remote)
    let news = try await RemoteNews(
      context: context, remote: remote, store: store, selection: try context.selection(of: remote)
    ).fetch()
    if isJSON {
      var line = JSONLineWriter()
      line.member("remote", string: remote.name)
      line.member("references", strings: news.names)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let name = VisibleText.line(remote.name)
    guard !news.names.isEmpty else { return try context.output.line("\(name) has nothing new") }
    let streams = news.names.count { StoreLayout.stream(of: $0) != nil }
    try context.output.line(
      "\(name) has news in \(streams) stream\(streams == 1 ? "" : "s"): "
        + "`git events pull \(name)` takes them over")
  }
}
