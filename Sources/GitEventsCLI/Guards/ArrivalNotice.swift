import Git
import GitEvents
import GitEventsAudit
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// `hook post-receive`: tells of events that have come.
struct ArrivalNotice {
  /// The setting whose command is told.
  private static let setting = "events.notify"

  let context: Context

  /// Runs the command of the setting with a JSON line for each stream that has moved.
  ///
  /// Nothing can be refused any more: what fails is told, and the status is 0.
  func send() async throws {
    do {
      let moves = try HookLines.read(context.input, .oldNewReference)
      let repository = try context.repository()
      try await notify(moves, repository)
      let settled = GuardSettings.settled(repository)
      try GuardSettings.note(SettledLedgers(repository).find(from: settled), in: repository)
    } catch {
      try context.messages.line(
        "git-events: the push was taken, but: \(VisibleText.line(Failure(error).message))")
      try context.messages.flush()
    }
  }

  private func notify(_ moves: [IncomingMove], _ repository: Repository) async throws {
    guard let command = repository.configuration.string(ArrivalNotice.setting), !command.isEmpty
    else { return }
    let reader = EventReader(repository)
    var lines: [UInt8] = []
    for move in moves {
      guard let stream = StoreLayout.stream(of: move.reference), let new = move.new else {
        continue
      }
      let head = try reader.commit(new, of: stream)
      var line = JSONLineWriter()
      line.member("stream", string: stream.text)
      line.member(
        "from", integer: try move.old.map { try reader.commit($0, of: stream).version } ?? 0)
      line.member("to", integer: head.version)
      line.member("type", string: head.type.text)
      line.member("commit", string: new.hex)
      lines += line.finish() + [UInt8(ascii: "\n")]
    }
    if lines.isEmpty { return }
    try context.messages.flush()
    let result = try await Subprocess.run(
      .name("sh"), arguments: ["-c", command],
      environment: .custom(
        Dictionary(
          context.surroundings.environment.map { (Environment.Key(stringLiteral: $0), $1) }
        ) { first, _ in first }),
      workingDirectory: FilePath(repository.location.gitDirectory), input: .array(lines),
      output: .discarded,
      error: .fileDescriptor(
        context.messages.fileDescriptor, closeAfterSpawningProcess: false))
    if !result.terminationStatus.isSuccess {
      throw Failure.environment(
        "the command of \(ArrivalNotice.setting) ended with \(result.terminationStatus)")
    }
  }
}
