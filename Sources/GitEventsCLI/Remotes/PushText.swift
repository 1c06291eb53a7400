import GitEvents
import GitEventsSync

/// Tells what a push did: a line a ref for people, where they are few; an object a ref for programs.
struct PushText {
  /// So many refs are told of one by one; more are counted.
  private static let toldOneByOne = 50

  private let context: Context
  private let remote: String

  init(_ context: Context, remote: String) {
    self.context = context
    self.remote = remote
  }

  /// Tells what became of each ref.
  ///
  /// - Parameter results: What the remote said.
  /// - Throws: A conflict where it refused any.
  func write(_ results: [RemotePush.Result]) throws {
    for result in results.filter({ $0.refusal != nil }) {
      try write(result.item, "rejected", result.refusal)
    }
    let sent = results.filter { $0.refusal == nil }.map(\.item)
    try write(sent, "pushed")
    let refused = results.count { $0.refusal != nil }
    guard refused > 0 else { return try summarise(sent, "sent") }
    throw Failure(
      .conflict, "push-rejected",
      "\(VisibleText.line(remote)) refused \(refused) of \(results.count) refs",
      hint: "pull first where it has more; a guard there says why in the lines above")
  }

  /// Tells what would be sent.
  ///
  /// - Parameter plan: The plan.
  /// - Throws: A `Failure` where output cannot be written.
  func write(planned plan: PushPlan) throws {
    try write(plan.items, "would-push")
    try summarise(plan.items, "would send")
  }

  /// Tells what keeps anything from being sent.
  ///
  /// - Parameter obstacles: What stands in the way.
  /// - Throws: A `Failure` where output cannot be written.
  func write(_ obstacles: [PushPlan.Obstacle]) throws {
    guard context.isJSON else {
      for obstacle in obstacles.prefix(PushText.toldOneByOne) {
        let name = obstacle.stream?.text ?? obstacle.reference
        try context.output.line(
          "\(context.style.reference(VisibleText.line(name)))  "
            + context.style.bad(VisibleText.line(obstacle.reason)))
      }
      return
    }
    for obstacle in obstacles {
      var line = JSONLineWriter()
      line.member("result", string: "obstacle")
      line.member("remote", string: remote)
      line.member("reference", string: obstacle.reference)
      line.member("stream", string: obstacle.stream?.text)
      line.member("reason", string: obstacle.reason)
      try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
  }

  /// What a push ends with that something stands in the way of.
  ///
  /// - Parameters:
  ///   - obstacles: What stands in the way.
  ///   - remote: The remote's name.
  /// - Returns: A conflict.
  static func refusal(_ obstacles: [PushPlan.Obstacle], remote: String) -> Failure {
    let more = obstacles.count - 1
    return Failure(
      .conflict, "remote-ahead",
      "nothing was sent: \(VisibleText.line(obstacles.first?.reason ?? ""))"
        + (more > 0 ? " (and \(more) more)" : ""),
      hint: "`git events pull \(VisibleText.line(remote))` first")
  }

  private func write(_ items: [PushPlan.Item], _ result: String) throws {
    if !context.isJSON, items.count > PushText.toldOneByOne { return }
    for item in items { try write(item, result, nil) }
  }

  private func write(_ item: PushPlan.Item, _ result: String, _ refusal: String?) throws {
    guard !context.isJSON else { return try writeJSON(item, result, refusal) }
    let what: String
    switch item.subject {
    case .stream(let stream, let before, let after):
      what =
        context.style.reference(VisibleText.line(stream.text))
        + (after - before == 1 ? "  @\(after)" : "  @\(before)..\(after)")
        + (item.isNew ? "  (new stream)" : "")
    case .ledger(let replica, let position):
      what = "ledger of \(VisibleText.line(replica))  up to position \(position)"
    case .snapshot(let tag): what = VisibleText.line(tag)
    case .notes: what = "reviews"
    case .readMe: what = "branch main  (a page that says what the repository is)"
    }
    let reason = refusal.map { "  " + context.style.bad(VisibleText.line($0)) } ?? ""
    try context.output.line(what + reason)
  }

  private func writeJSON(_ item: PushPlan.Item, _ result: String, _ refusal: String?) throws {
    var line = JSONLineWriter()
    line.member("result", string: result)
    line.member("remote", string: remote)
    line.member("reference", string: item.reference)
    switch item.subject {
    case .stream(let stream, let before, let after):
      line.member("stream", string: stream.text)
      line.member("before", integer: before)
      line.member("after", integer: after)
    case .ledger(let replica, let position):
      line.member("replica", string: replica)
      line.member("position", integer: position)
    case .snapshot, .notes, .readMe: break
    }
    line.member("commit", string: "\(item.target)")
    if item.isNew { line.member("new", bool: true) }
    line.member("reason", string: refusal)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }

  private func summarise(_ items: [PushPlan.Item], _ verb: String) throws {
    guard !context.isJSON else { return }
    let name = VisibleText.line(remote)
    guard !items.isEmpty else { return try context.output.line("\(name) has all that is here") }
    var counts = (streams: 0, events: 0)
    for item in items {
      if case .stream(_, let before, let after) = item.subject {
        counts = (counts.streams + 1, counts.events + after - before)
      }
    }
    let isLedgerOnly = counts.streams == 0
    try context.output.line(
      isLedgerOnly
        ? "\(verb) \(items.count) ref\(items.count == 1 ? "" : "s") to \(name)"
        : "\(verb) \(counts.events) event\(counts.events == 1 ? "" : "s") in "
          + "\(counts.streams) stream\(counts.streams == 1 ? "" : "s") to \(name)")
  }
}
