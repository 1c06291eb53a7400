import Git
import GitEvents
import GitEventsProjections

/// Writes a projection as a line of a listing, or as a page.
struct ProjectionText {
  /// Where a projection comes from.
  enum Origin {
    case store(RecordedEvent)
    case program(String)
  }

  let context: Context

  /// Writes one line.
  func line(_ definition: ProjectionDefinition, _ origin: Origin) throws {
    if context.isJSON { return try json(definition, origin) }
    var parts = [context.style.reference(VisibleText.line(definition.name)), kind(definition)]
    if let scope = scope(definition) { parts.append(scope) }
    if let policy = policy(definition) { parts.append(policy) }
    switch origin {
    case .store(let event):
      let time = RelativeTime.text(event.time, now: context.clock.now())
      parts.append(context.style.faint("by \(VisibleText.line(event.actor.name)), \(time)"))
    case .program(let summary): parts.append(context.style.faint(VisibleText.line(summary)))
    }
    try context.output.line(parts.joined(separator: "  "))
  }

  /// Writes everything about a projection.
  func page(_ definition: ProjectionDefinition, _ origin: Origin) throws {
    if context.isJSON { return try json(definition, origin) }
    try context.startPager()
    var lines = [
      "\(context.style.reference(VisibleText.line(definition.name)))  \(kind(definition))"
    ]
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      let label = name + ":" + String(repeating: " ", count: max(1, 13 - name.utf8.count))
      lines.append(context.style.faint(label) + VisibleText.line(value))
    }
    switch origin {
    case .store(let event):
      let time = RelativeTime.text(event.time, now: context.clock.now())
      add("Defined", "\(event.stream)@\(event.version), \(event.time.canonicalText) (\(time))")
      add("Actor", event.actor.description)
      add("Commit", event.commit.description)
    case .program(let summary): add("Ready-made", summary)
    }
    add("Definition", try definition.id().hex)
    add("Applies to", scope(definition) ?? "all streams")
    add("Types", definition.types.isEmpty ? nil : definition.types.joined(separator: ", "))
    add("Snapshots", policy(definition))
    if case .jq(let program) = definition.kind {
      lines.append("")
      lines += VisibleText.lines(program).split(separator: "\n", omittingEmptySubsequences: false)
        .map { "    \($0)" }
    }
    while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
    try context.output.line(lines.joined(separator: "\n"))
  }

  private func kind(_ definition: ProjectionDefinition) -> String {
    switch definition.kind {
    case .merge: "merge"
    case .jq: "jq"
    case .swift: "swift"
    }
  }

  private func scope(_ definition: ProjectionDefinition) -> String? {
    let parts =
      (definition.category.map { ["category \($0)"] } ?? [])
      + (definition.streams.isEmpty
        ? [] : ["streams \(definition.streams.joined(separator: ", "))"])
    return parts.isEmpty ? nil : VisibleText.line(parts.joined(separator: ", "))
  }

  private func policy(_ definition: ProjectionDefinition) -> String? {
    let parts =
      (definition.snapshotEvery.map { ["every \($0) events"] } ?? [])
      + (definition.snapshotWhen.map { ["when \(VisibleText.line($0))"] } ?? [])
    return parts.isEmpty ? nil : "snapshot \(parts.joined(separator: ", "))"
  }

  private func json(_ definition: ProjectionDefinition, _ origin: Origin) throws {
    var line = JSONLineWriter()
    line.member("name", string: definition.name)
    line.member("kind", string: kind(definition))
    switch origin {
    case .store(let event):
      line.member("origin", string: "store")
      line.member("event", string: event.id.text)
      line.member("version", integer: event.version)
      line.member("actor", string: event.actor.description)
      line.member("time", string: event.time.canonicalText)
      line.member("commit", string: event.commit.description)
    case .program(let summary):
      line.member("origin", string: "program")
      line.member("summary", string: summary)
    }
    line.member("definition", string: try definition.id().hex)
    line.member("category", string: definition.category)
    if !definition.streams.isEmpty { line.member("streams", strings: definition.streams) }
    if !definition.types.isEmpty { line.member("types", strings: definition.types) }
    line.member("snapshotEvery", integer: definition.snapshotEvery)
    line.member("snapshotWhen", string: definition.snapshotWhen)
    if case .jq(let program) = definition.kind { line.member("source", string: program) }
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }
}
