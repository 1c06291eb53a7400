import Git
import GitEvents
import GitEventsAudit

/// Finds the point from which on `verify --from` reads events.
struct StartFinder {
  let store: EventStore
  let now: Timestamp
  /// What is known of an earlier run.
  let remembered: RememberedHeads?

  /// So many tags may point at tags.
  private static let deepest = 10

  /// Finds a point.
  ///
  /// - Parameter text: `last`, a ledger's commit, a tag on one or on an event, or a moment that names an event.
  /// - Returns: The point.
  /// - Throws: Status 2 or 4 where there is none.
  func start(_ text: String) throws -> VerificationStart {
    if text == "last" {
      guard let remembered else {
        throw Failure.invalid(
          "nothing is remembered of an earlier run",
          hint: "verify the store once without --from; a stream of that name is stream:last")
      }
      return .verified(remembered)
    }
    if let commit = try ledgerCommit(text) { return .entry(commit) }
    if let target = try tagged(text) {
      if (try? store.reader.ledgerCommit(target)) != nil { return .entry(CommitID(target)) }
      return try event("commit:\(target)")
    }
    return try event(text)
  }

  private func event(_ text: String) throws -> VerificationStart {
    let point = try EventFinder(store: store, now: now).point(text)
    guard point.version > 0 else {
      throw Failure.invalid("'\(text)' lies before everything: leave --from out")
    }
    return .event(point.stream, version: point.version)
  }

  private func ledgerCommit(_ text: String) throws -> CommitID? {
    let hex = text.after(prefix: "commit:") ?? text
    guard (4...40).contains(hex.utf8.count), hex.utf8.allSatisfy({ Self.isHexDigit($0) }),
      (try? StreamName(text)).map({ (try? store.version(of: $0)) ?? 0 }) ?? 0 == 0
    else { return nil }
    let commits = try store.commits(withPrefix: hex.lowercased())
    guard commits.count == 1, let only = commits.first,
      (try? store.reader.ledgerCommit(only.object)) != nil
    else { return nil }
    return only
  }

  /// What a tag is on, behind all tags between.
  private func tagged(_ name: String) throws -> ObjectID? {
    let reference = StoreLayout.tagReference(of: name)
    guard ReferenceName.isValid(reference) else { return nil }
    let target = try onGit { () throws(GitError) -> ObjectID? in
      try store.repository.reference(reference)
    }
    guard var id = target else { return nil }
    for _ in 1...Self.deepest {
      let tag = id
      let object = try onGit { () throws(GitError) -> GitObject in
        try store.repository.object(tag, limit: EventReader.commitLimit)
      }
      guard object.kind == .tag else { return id }
      id = try onGit { () throws(GitError) -> ObjectID in
        try TagObject(parsing: object.bytes).object
      }
    }
    return nil
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
