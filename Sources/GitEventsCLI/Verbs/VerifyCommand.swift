import ArgumentParser
import Git
import GitEvents
import GitEventsAudit

/// `verify`: whether anything was altered, reordered, rewound or removed.
struct VerifyCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "verify",
    abstract: "Check that nothing was altered, reordered, rewound or removed.",
    usage: """
      git events verify [STREAM…] [--from MOMENT|last] [--report FILE.html] [--state FILE | --no-state]
                        [--signatures [--allowed-signers FILE] [--revoked FILE] [--require-signed]] [--json]
      """,
    discussion: """
      Reads every event, ledger entry and snapshot from git's own objects, with every hash computed anew, and asks no \
      cache or index. It remembers outside the repository where the ledgers were: a store that is set back as a whole \
      is noticed by the next run. The status is 0 where all is well, 1 where there are warnings, 5 where something \
      that was recorded is altered, gone, or in doubt. Nothing is changed.

      With --from, events that a ledger records up to a commit of it, a tag on one, or an event are taken as they are, \
      or all that was there when the store was last verified here (last). Ledgers are read to their beginnings all \
      the same, so what was set back, removed or replaced is found however old it is.

      With --signatures, each signature is checked against keys that you name, at the time of the ledger's entry: \
      --allowed-signers or gpg.ssh.allowedSignersFile of your own configuration for SSH, your keyring for OpenPGP; \
      never against what the repository says.

      EXAMPLES:
        git events verify
        git events verify order-42
        git events verify --report audit.html
        git events verify --state /media/audit/verified.jsonl
        git events verify --from last
        git events verify --signatures --allowed-signers ~/.ssh/allowed_signers
        git events verify --json --jq 'select(.rule) | .rule'
      """)

  @Argument(help: ArgumentHelp("Only these streams.", valueName: "stream"))
  var streams: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a page for an auditor, too: one file of HTML without scripts.", valueName: "file"))
  var report: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Remember what was verified here, not in the user's state folder.", valueName: "file"))
  var state: String?

  @Flag(name: .long, help: "Neither read nor remember what was verified.")
  var noState = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read only events recorded since then: a ledger's commit, a tag, an event, or 'last'.",
      valueName: "moment"))
  var from: String?

  @OptionGroup var signing: SignatureOptions

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if state != nil, noState {
      throw ValidationError("--state and --no-state are two different things")
    }
    if from == "last", noState {
      throw ValidationError("with --no-state nothing says when the store was last verified")
    }
  }

  func run(_ context: Context) throws {
    let names = try streams.map { try StreamName($0) }
    let store = try context.openForVerification()
    let memory = memory(context)
    let repository = try context.repository().location.commonDirectory
    let remembered = try remembered(memory, of: repository, context)
    let start = try from.map {
      try StartFinder(store: store, now: context.clock.now(), remembered: remembered).start($0)
    }
    let demands = try signing.demands(context, context.repository())
    let progress = VerificationDisplay(context.messages)
    let verifier = StoreVerifier(store, now: context.clock.now()) { progress.show($0) }
    let result: VerificationReport
    do {
      result = try verifier.verify(
        names.isEmpty ? nil : names, remembered: remembered, since: start, signatures: demands)
    } catch {
      progress.clear()
      throw error
    }
    progress.clear()
    if result.severity == nil, let stream = result.unknown.first {
      throw EventStoreError(
        .streamNotFound, "no stream \(stream)", hint: "`git events streams` lists them",
        stream: stream)
    }
    try VerificationText(result, isJSON: isJSON).write(to: context.output)
    if let report {
      try write(
        AuditPage(result, repeatedBy: repetition, program: "git-events \(RootCommand.version)"),
        to: context.surroundings.path(report))
    }
    // What was only taken for sound must not be taken for verified by the next run.
    if streams.isEmpty, from == nil || from == "last", let memory, let heads = result.heads {
      do {
        try memory.remember(heads, of: repository)
      } catch {
        // A machine that cannot keep it can verify all the same.
        try context.messages.line("git-events: not remembered: \(VisibleText.line(error.message))")
      }
    }
    switch result.severity {
    case .error: throw DamageFound()
    case .warning: throw NegativeAnswer()
    case nil: break
    }
  }

  /// What is known of an earlier run; where the user's own folder cannot be read, nothing.
  private func remembered(
    _ memory: RememberedHeadsFile?, of repository: String, _ context: Context
  ) throws -> RememberedHeads? {
    do {
      return try memory?.heads(of: repository)
    } catch {
      guard state == nil, error.code != .damaged else { throw error }
      try context.messages.line(
        "git-events: nothing is known of earlier runs: \(VisibleText.line(error.message))")
      return nil
    }
  }

  private func write(_ page: AuditPage, to path: String) throws {
    try onGit { () throws(GitError) in try ReplacedFile(path).write(Array(page.html.utf8)) }
  }

  /// What does the same again, in words of a shell.
  private var repetition: String {
    var words = ["git", "events", "verify"]
    if let from { words += ["--from", Self.quoted(from)] }
    if signing.signatures { words.append("--signatures") }
    if let file = signing.allowedSigners { words += ["--allowed-signers", Self.quoted(file)] }
    if let file = signing.revoked { words += ["--revoked", Self.quoted(file)] }
    if signing.requireSigned { words.append("--require-signed") }
    return (words + streams.map(Self.quoted)).joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: #"'\''"#))'"
  }

  /// Where it is remembered what was verified; nil where it is not.
  private func memory(_ context: Context) -> RememberedHeadsFile? {
    if noState { return nil }
    if let state { return RememberedHeadsFile(context.surroundings.path(state)) }
    let surroundings = context.surroundings
    // As for other programs, a path that is not absolute does not count.
    let folder =
      surroundings["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? surroundings["HOME"].map { $0 + "/.local/state" }
    return folder.map { RememberedHeadsFile($0 + "/git-events/verified.jsonl") }
  }
}
