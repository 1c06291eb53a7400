import Git
import GitEvents
import GitEventsAudit

/// Falsifies copies of the demonstration's store with plain git, and shows what `verify` says of each.
struct DemoTampering {
  let context: Context
  let folder: String

  /// The stream that is falsified, and one that is appended to last.
  private static let streams = (main: "pull_request-2", last: "demo-1")

  /// One way to falsify a store.
  private struct Step {
    let title: String
    /// What is done, as a reader would type it.
    let shown: [String]
    /// Does it in a copy.
    let act: (String) async throws -> Void
  }

  func run(_ store: EventStore) async throws {
    // Two appends behind the import: who hides the newest one only looks like one who was interrupted.
    let (main, last) = (try StreamName(Self.streams.main), try StreamName(Self.streams.last))
    for (name, type) in [(main, "pull_request.noted"), (last, "demo.ended")] {
      _ = try store.append([EventData(type: EventType(type), data: JSONText("{}"))], to: name)
    }
    let steps = steps(
      StoreLayout.reference(of: main), StoreLayout.reference(of: last), try ledger(of: store))
    for (number, step) in steps.enumerated() {
      let copy = "\(folder)-tampered-\(number + 1)"
      try await git(["clone", "--quiet", "--mirror", folder, copy], in: folder)
      try context.output.line("\n" + context.style.type("# " + step.title))
      let before = try verify(copy, nil)
      for command in step.shown { try context.output.line("$ \(command)") }
      try await step.act(copy)
      try context.output.line("$ git events verify")
      let report = try verify(copy, before.heads)
      for finding in report.findings.prefix(3) {
        for line in VerificationText.lines(finding) { try context.output.line(line) }
      }
    }
    try context.output.line(
      "\nThe falsified copies are in \(VisibleText.line(folder))-tampered-1 to -\(steps.count)")
  }

  private func steps(_ reference: String, _ last: String, _ ledger: String) -> [Step] {
    [
      moving("Hide events", ["update-ref", reference, "\(reference)~2"]),
      moving("Delete a stream", ["update-ref", "-d", reference]),
      moving("Put a stream in another's place", ["update-ref", last, reference]),
      forging(
        reference, "Alter what an event says", "the same event with the payload of the one before"
      ) {
        ($0, "\(reference)~1^{tree}", "\(reference)~1")
      },
      forging(reference, "Back-date an event", "the same event, ten years ago") { message in
        (
          message.movingTime(to: "2016-11-21T00:00:00.000000Z"), "\(reference)^{tree}",
          "\(reference)~1"
        )
      },
      forging(reference, "Forge an event", "one more event, made by hand") { message in
        (message.asNext(), "\(reference)^{tree}", reference)
      },
      Step(
        title: "Set the whole store back, ledger and all",
        shown: [
          "git update-ref \(ledger) \(ledger)~1", "git update-ref -d \(last)",
        ]
      ) { copy in
        try await git(["update-ref", ledger, "\(ledger)~1"], in: copy)
        try await git(["update-ref", "-d", last], in: copy)
      },
    ]
  }

  private func moving(_ title: String, _ command: [String]) -> Step {
    Step(title: title, shown: ["git " + command.joined(separator: " ")]) { copy in
      try await git(command, in: copy)
    }
  }

  /// Puts a commit that is made of the newest one in its place.
  private func forging(
    _ reference: String, _ title: String, _ what: String,
    _ edit: @escaping (EventMessage) throws -> (EventMessage, tree: String, parent: String)
  ) -> Step {
    let shown = [
      "new=$(git commit-tree …)    # \(what)", "git update-ref \(reference) $new",
    ]
    return Step(title: title, shown: shown) { copy in
      let text = try await git(["log", "-1", "--format=%an%n%ae%n%B", reference], in: copy)
      guard let old = EventMessage(text) else { return }
      let (message, tree, parent) = try edit(old)
      let id = try await git(
        ["commit-tree", "-p", parent, "-m", message.type, "-m", message.trailers, tree],
        in: copy, as: message)
      try await git(["update-ref", reference, id], in: copy)
    }
  }

  /// What is needed of an event's commit to make another of it.
  private struct EventMessage {
    var name: String
    var email: String
    var type: String
    var lines: [String]

    init?(_ text: String) {
      let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 4 else { return nil }
      (name, email, type) = (parts[0], parts[1], parts[2])
      lines = parts.dropFirst(4).filter { !$0.isEmpty && !$0.hasPrefix("Event-Occurred: ") }
    }

    var trailers: String { lines.joined(separator: "\n") }

    /// The second at which it was recorded, as git takes a date.
    var date: String {
      let time = value("Event-Time").flatMap { Timestamp(canonicalText: $0) }
      return "\(time?.seconds ?? 0) +0000"
    }

    private func value(_ key: String) -> String? {
      lines.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.utf8.count + 2)) }
    }

    private func replacing(_ key: String, _ value: String) -> EventMessage {
      var copy = self
      copy.lines = lines.map { $0.hasPrefix(key + ": ") ? "\(key): \(value)" : $0 }
      return copy
    }

    func movingTime(to time: String) -> EventMessage { replacing("Event-Time", time) }

    func asNext() -> EventMessage {
      let version = value("Event-Version").flatMap { Int($0) } ?? 0
      let time = value("Event-Time").flatMap { Timestamp(canonicalText: $0) }
      let next = Timestamp(microseconds: (time?.microseconds ?? 0) + 1_000_000)
      return replacing("Event-Version", "\(version + 1)").replacing("Event-Id", "forged")
        .movingTime(to: next.canonicalText)
    }
  }

  @discardableResult
  private func git(
    _ arguments: [String], in folder: String, as message: EventMessage? = nil
  ) async throws -> String {
    var environment = context.surroundings.environment
    if let message {
      for role in ["AUTHOR", "COMMITTER"] {
        environment["GIT_\(role)_NAME"] = message.name
        environment["GIT_\(role)_EMAIL"] = message.email
        environment["GIT_\(role)_DATE"] = message.date
      }
    }
    let surroundings = Surroundings(
      environment: environment, currentDirectory: folder, prelude: try Prelude([]))
    let outcome = try await GitProgram(surroundings: surroundings).run(arguments, in: folder)
    guard outcome.succeeded else {
      throw Failure.environment("git \(arguments.first ?? "") failed: \(outcome.errors)")
    }
    return outcome.output.last == "\n" ? String(outcome.output.dropLast()) : outcome.output
  }

  private func verify(
    _ copy: String, _ remembered: RememberedHeads?
  ) throws -> VerificationReport {
    let repository = try Repository.open(gitDirectory: copy)
    let store = try EventStore.openForVerification(
      repository, options: context.options(recorder: Actor(storedName: "git-events", email: "")))
    return try StoreVerifier(store, now: context.clock.now()).verify(remembered: remembered)
  }

  private func ledger(of store: EventStore) throws -> String {
    let names = try store.repository.references(
      under: StoreLayout.ledgerPrefix, after: nil, limit: 1)
    return names.first?.name ?? StoreLayout.ledgerPrefix
  }
}
