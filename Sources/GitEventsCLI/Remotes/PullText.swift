import GitEvents

/// Tells what a pull did: a line a stream for people, an object a stream for programs.
struct PullText {
  /// So many streams are told of one by one; more are counted.
  private static let toldStreams = 50
  /// So many events of each side of a stream are shown.
  private static let shownEvents = 5

  private let context: Context
  private let remote: String
  private let isDryRun: Bool

  init(_ context: Context, remote: String, isDryRun: Bool) {
    self.context = context
    self.remote = remote
    self.isDryRun = isDryRun
  }

  /// Tells it.
  ///
  /// - Parameter report: What was done.
  /// - Throws: `ClosedPipe`, and a `Failure` where output cannot be written.
  func write(_ report: PullReport) throws {
    if context.isJSON {
      try writeJSON(report)
    } else {
      try writeText(report)
    }
    for repetition in report.repetitions.prefix(PullText.toldStreams) {
      try context.messages.line(
        "git-events: the id \(VisibleText.line(repetition.id.text)) is used twice: here in "
          + "\(VisibleText.line(repetition.here.text)), in "
          + "\(VisibleText.line(repetition.there.text)) by \(VisibleText.line(remote))")
    }
  }

  /// What a pull ends with that something stands in the way of.
  ///
  /// - Parameters:
  ///   - report: What stands in the way.
  ///   - remote: The remote's name.
  /// - Returns: A conflict.
  static func refusal(_ report: PullReport, remote: String) -> Failure {
    if let obstacle = report.obstacles.first {
      let more = report.obstacles.count - 1
      return Failure(
        .conflict, "not-rebased",
        "nothing was pulled: \(obstacle.reason)" + (more > 0 ? " (and \(more) more)" : ""),
        hint: "`git events pull --split \(remote)` gives what is only here a stream of its own")
    }
    let streams = report.diverged.map { VisibleText.line($0.stream.text) }
    return Failure(
      .conflict, "diverged",
      "nothing was pulled: both sides appended to \(streams.prefix(3).joined(separator: ", "))"
        + (streams.count > 3 ? " and \(streams.count - 3) more" : ""),
      hint: "`git events pull --rebase \(remote)` appends what is only here behind what came; "
        + "--dry-run shows it")
  }

  private func writeText(_ report: PullReport) throws {
    for divergence in report.diverged { try write(divergence) }
    for obstacle in report.obstacles {
      try context.output.line(
        "\(name(obstacle.stream))  \(context.style.bad(VisibleText.line(obstacle.reason)))")
    }
    if report.isStopped { return }
    for moved in report.moved.prefix(PullText.toldStreams) {
      let new = moved.before == 0 ? "  (new stream)" : ""
      try context.output.line(
        "\(name(moved.stream))  \(PullText.range(moved.before, moved.after))\(new)")
    }
    if report.moved.count > PullText.toldStreams {
      try context.output.line("… and \(report.moved.count - PullText.toldStreams) more streams")
    }
    for rebased in report.rebased { try write(rebased) }
    try context.output.line(summary(report))
  }

  private func summary(_ report: PullReport) -> String {
    let name = VisibleText.line(remote)
    guard !report.moved.isEmpty || !report.rebased.isEmpty else {
      return "\(name) has nothing that is not here"
    }
    let events = report.events
    let streams = report.moved.count
    return (isDryRun ? "would take" : "took") + " over \(events) event\(events == 1 ? "" : "s") in "
      + "\(streams) stream\(streams == 1 ? "" : "s") from \(name)"
  }

  /// Both sides of a stream that diverged.
  private func write(_ divergence: StreamDivergence) throws {
    let stream = name(divergence.stream)
    try context.output.line(
      "\(stream)  both sides appended after version \(divergence.base)")
    for (side, events) in [("here", divergence.ours), (remote, divergence.theirs)] {
      for event in events.prefix(PullText.shownEvents) {
        let commit = event.commit
        try context.output.line(
          "  \(VisibleText.line(side))  \(context.style.reference("@\(commit.version)"))  "
            + "\(context.style.type(commit.type.text))  \(VisibleText.line(commit.id.text))  "
            + context.style.faint("\(VisibleText.line(commit.actor.name)) \(commit.time)"))
      }
      if events.count > PullText.shownEvents {
        try context.output.line("  … and \(events.count - PullText.shownEvents) more")
      }
    }
  }

  private func write(_ rebased: PullReport.Rebased) throws {
    for event in rebased.events.prefix(PullText.toldStreams) {
      let old = "\(name(rebased.stream))@\(event.oldVersion)"
      let now =
        event.isDropped
        ? "was there already"
        : "→ \(name(rebased.target))" + (event.version.map { "@\($0)" } ?? "")
      let expectation =
        event.losesExpectation
        ? "  " + context.style.bad("had expected version \(event.oldVersion - 1)") : ""
      try context.output.line(
        "\(old)  \(context.style.type(event.type.text))  \(now)\(expectation)")
    }
    if rebased.events.count > PullText.toldStreams {
      try context.output.line("… and \(rebased.events.count - PullText.toldStreams) more events")
    }
  }

  private func name(_ stream: StreamName) -> String {
    context.style.reference(VisibleText.line(stream.text))
  }

  private static func range(_ before: Int, _ after: Int) -> String {
    after - before == 1 ? "@\(after)" : "@\(before)..\(after)"
  }
}

extension PullText {
  private func writeJSON(_ report: PullReport) throws {
    for divergence in report.diverged {
      try write("diverged", divergence.stream) { line in
        line.member("base", integer: divergence.base)
        line.member("here", strings: divergence.ours.map { "\($0.id)" })
        line.member("there", strings: divergence.theirs.map { "\($0.id)" })
      }
    }
    for obstacle in report.obstacles {
      try write("obstacle", obstacle.stream) { $0.member("reason", string: obstacle.reason) }
    }
    for moved in report.moved {
      try write(isDryRun ? "would-pull" : "pulled", moved.stream) { line in
        line.member("before", integer: moved.before)
        line.member("after", integer: moved.after)
      }
    }
    for rebased in report.rebased {
      for event in rebased.events {
        try write(isDryRun ? "would-rebase" : "rebased", rebased.stream) { line in
          line.member("id", string: event.id.text)
          line.member("type", string: event.type.text)
          line.member("oldVersion", integer: event.oldVersion)
          line.member("oldCommit", string: event.oldCommit.description)
          if event.isDropped { line.member("dropped", bool: true) }
          if rebased.target != rebased.stream {
            line.member("target", string: rebased.target.text)
          }
          line.member("version", integer: event.version)
          line.member("commit", string: event.commit?.description)
          if event.losesExpectation { line.member("losesExpectation", bool: true) }
        }
      }
    }
    for repetition in report.repetitions {
      try write("repeated-id", repetition.here) { line in
        line.member("id", string: repetition.id.text)
        line.member("otherStream", string: repetition.there.text)
      }
    }
  }

  private func write(
    _ result: String, _ stream: StreamName, _ body: (inout JSONLineWriter) -> Void
  ) throws {
    var line = JSONLineWriter()
    line.member("result", string: result)
    line.member("remote", string: remote)
    line.member("stream", string: stream.text)
    body(&line)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }
}
