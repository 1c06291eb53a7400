import ArgumentParser
import GitEvents

/// Which events are reviewed, by whom and with which words.
struct ReviewOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The events: STREAM@A..B, or one by a moment.", valueName: "events"))
  var events: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("What there is to say.", valueName: "text"))
  var message: String

  @Option(
    name: .long, help: ArgumentHelp("Who reviews: 'NAME <MAIL>' or NAME.", valueName: "actor"))
  var actor: String?

  /// Records the review, and says so.
  ///
  /// - Parameters:
  ///   - verdict: The verdict.
  ///   - context: What the verb may use of the world.
  /// - Throws: A `Failure`, an `EventStoreError`, or `ClosedPipe`.
  func record(_ verdict: Review.Verdict, in context: Context) throws {
    let (store, identity) = try context.openForWriting()
    let now = context.clock.now()
    let reviewer = try actor.map { try Actor($0) } ?? identity.actor() ?? identity.recorder()
    let review = try Review(verdict, by: reviewer, at: now, text: message)
    let (stream, versions) = try part(EventFinder(store: store, now: now))
    let commits = try store.commits(of: stream, versions)
    let place =
      versions.count == 1
      ? "\(stream)@\(versions.lowerBound)"
      : "\(stream)@\(versions.lowerBound - 1)..\(versions.upperBound)"
    let (added, recovery) = try store.record(
      review, of: commits.map(\.object), subject: place)
    try context.tell(recovery)
    if context.isJSON {
      var line = JSONLineWriter()
      line.member("stream", string: stream.text)
      line.member("firstVersion", integer: versions.lowerBound)
      line.member("lastVersion", integer: versions.upperBound)
      line.member("verdict", string: verdict.word)
      line.member("reviewer", string: reviewer.description)
      line.member("time", string: now.canonicalText)
      line.member("added", integer: added)
      line.member("skipped", integer: commits.count - added)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    let skipped = commits.count - added
    try context.output.line(
      "\(context.style.reference(VisibleText.line(place)))  \(verdict.word)  "
        + CountedWord.text(added, "event")
        + (skipped == 0 ? "" : "  (\(skipped) already)"))
    try context.maintain(store)
  }

  /// A part of a stream, or one event: a stream alone would be more tomorrow than was looked at today.
  private func part(
    _ finder: EventFinder
  ) throws -> (stream: StreamName, versions: ClosedRange<Int>) {
    if let range = try range(finder) { return range }
    if case .stream(let stream, nil) = try finder.resolve(events) {
      let head = try finder.store.version(of: stream)
      throw Failure.invalid(
        "'\(events)' is a stream: say up to which of its events you have reviewed it",
        hint: "git events review … \(stream)@..\(head) -m …")
    }
    let point = try finder.point(events)
    guard point.version > 0 else {
      throw Failure.notFound(
        .eventNotFound, "\(point.stream)@0 is the empty state: there is no event to review",
        hint: "\(point.stream)@1 is its first event")
    }
    return (point.stream, point.version...point.version)
  }

  /// The part that a text with `..` names; nil for any other.
  private func range(
    _ finder: EventFinder
  ) throws -> (stream: StreamName, versions: ClosedRange<Int>)? {
    guard let at = events.lastIndex(of: "@"),
      MomentRange.isRange(events[events.index(after: at)...])
    else { return nil }
    let part = try finder.part(events)
    // The whole text may be the name of a stream.
    if part.stream.text == events { return nil }
    guard let versions = part.versions else {
      throw Failure.notFound(.eventNotFound, "there are no events in '\(events)'")
    }
    return (part.stream, versions)
  }
}
