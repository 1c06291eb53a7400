import Git
import GitEvents

/// Fills a new store and shows it: streams, a log, an event, and the same in plain git.
struct DemoTour {
  let context: Context
  let folder: String

  /// The stream that the tour looks at: the one with the most events.
  private static let stream = "pull_request-2"

  /// Shows the tour.
  ///
  /// - Returns: The store.
  func run() async throws -> EventStore {
    let output = context.output
    let store = try await makeStore()
    try say(nil, "A store of real events in \(VisibleText.line(folder))")
    let options = ImportOptions(
      recorder: store.options.recorder, source: "github-webhooks.jsonl")
    var importer = EventImporter(store)
    let lots = DemoData.rows(options)
    defer { lots.stop() }
    try importer.take(
      ImportRows(lots, store, file: "github-webhooks.jsonl", options) { _ in })
    try output.line("$ git events import github-webhooks.jsonl")
    try output.line("added \(importer.added), skipped \(importer.skipped)")
    try showStreams(store)
    try showLog(store)
    try showEvent(store)
    try await showGit()
    return store
  }

  /// Says what to try, and tidies up.
  func end(_ store: EventStore) throws {
    try sayNext()
    try context.maintain(store)
  }

  private func makeStore() async throws -> EventStore {
    let recorder =
      (try? context.identity().recorder())
      ?? Actor(storedName: "git-events demo", email: "demo@localhost")
    let outcome = try await GitProgram(surroundings: context.surroundings)
      .run(["init", "--quiet", "--", folder], in: context.surroundings.currentDirectory)
    guard outcome.succeeded else { throw Failure.environment("git init failed: \(outcome.errors)") }
    let repository = try context.repository(at: folder, ceiling: nil)
    try? await repository.leavePackingToStore(evenWhereSet: false)
    return try EventStore.create(
      in: repository, options: context.options(recorder: recorder)
    ).store
  }

  private func showStreams(_ store: EventStore) throws {
    try say("git events streams --category pull_request", "Every thing has its stream")
    let text = StreamText(context: context)
    var cursor = try store.streams()
    while let stream = try cursor.next() {
      if stream.name.category == "pull_request" { try text.write(stream) }
    }
  }

  private func showLog(_ store: EventStore) throws {
    try say("git events list \(Self.stream) --last 5", "A stream is a list of events, newest first")
    try EventListing(context: context, store: store, form: .oneLine, limit: 5).write(Self.stream)
  }

  private func showEvent(_ store: EventStore) throws {
    try say(
      "git events show \(Self.stream)@10",
      "An event says what happened, who did it, and its payload"
    )
    let event = try EventFinder(store: store, now: context.clock.now()).event("\(Self.stream)@10")
    let text = EventText(style: context.style, now: context.clock.now())
    let payload = EventListing.payload(event, text)
    let lines = text.header(event) + payload.prefix(8)
    try context.output.line(lines.joined(separator: "\n"))
    try context.output.line("    … and \(payload.count - 8) lines more")
  }

  private func showGit() async throws {
    let commands = [
      ["log", "--oneline", "-5", "events/\(Self.stream)"],
      ["shortlog", "-sn", "events/\(Self.stream)"],
      ["diff", "--stat", "events/\(Self.stream)~1", "events/\(Self.stream)"],
    ]
    try say(nil, "And it is all plain git: a stream is a ref, an event is a commit")
    for command in commands {
      let outcome = try await GitProgram(surroundings: context.surroundings)
        .run(["--no-pager"] + command, in: folder)
      try context.output.line("$ git \(command.joined(separator: " "))")
      try context.output.line(VisibleText.lines(outcome.output.withPlainSpaces))
    }
  }

  private func sayNext() throws {
    try say(nil, "Try next")
    try context.output.line(
      """
      cd \(folder)
      git events append pull_request-2 pull_request.noted --data '{"text": "my first event"}'
      git events log pull_request-2 -p
      git events append pull_request-2 pull_request.noted --expect 3
      git events log --type 'issues.*' --json | head -3
      git events -h
      """)
  }

  private func say(_ command: String?, _ title: String) throws {
    try context.output.line("\n" + context.style.type("# " + title))
    if let command { try context.output.line("$ \(command)") }
  }
}

extension String {
  /// The text without the newlines at its end, and with spaces for its tabs.
  fileprivate var withPlainSpaces: String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return String(text.map { $0 == "\t" ? " " : $0 })
  }
}
