package import Git
package import GitEvents

/// What a remote has just now, as it says itself.
package struct RemoteListing: Sendable {
  /// Its streams, ledgers and reviewers' notes.
  package private(set) var view: RemoteView
  /// The snapshots' tags.
  package private(set) var snapshots: [String: ObjectID] = [:]
  /// Whether it has any branch.
  package private(set) var hasBranches = false

  /// Asks a remote.
  ///
  /// - Parameter remote: The remote.
  /// - Throws: `io` where it cannot be reached; `invalidInput` for a ref that no store makes.
  package init(_ remote: RemoteConnection) async throws(EventStoreError) {
    view = RemoteView(remote.name)
    let text: String
    do throws(GitError) {
      text = try await remote.git(isHeard: false).answer(
        "ls-remote", ["--quiet", "--", remote.name] + StoreLayout.listedPatterns)
    } catch {
      throw remote.failure(error, doing: "ask")
    }
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")),
        let target = ObjectID(hex: line[..<tab])
      else { continue }
      try add(String(line[line.index(after: tab)...]) ?? "", target)
    }
  }

  private mutating func add(_ name: String, _ target: ObjectID) throws(EventStoreError) {
    // What a tag leads to is listed behind it.
    if name.hasSuffix("^{}") { return }
    if StoreLayout.isBranch(name) {
      hasBranches = true
    } else if StoreLayout.isSnapshot(name) {
      snapshots[name] = target
    } else if StoreLayout.isOfStore(name) {
      try view.add(name, target)
    }
  }

  /// Leaves out what is not asked for.
  ///
  /// - Parameter selection: Which streams are wanted.
  /// - Returns: The same without other streams, and without ledgers and notes where any stream is left out: those reach
  ///   every event.
  package func selecting(_ selection: StreamSelection) -> RemoteListing {
    guard !selection.isEverything else { return self }
    var some = self
    some.view.streams = view.streams.filter { selection.contains($0.key) }
    some.view.ledgers = [:]
    some.view.notes = nil
    some.snapshots = snapshots.filter {
      StoreLayout.snapshot(of: $0.key).map { selection.contains($0.stream) } ?? false
    }
    return some
  }
}
