import Git

extension EventStore {
  /// Finds the head of a stream that is about to be appended to, and compares it with the ledger.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - ledger: The ledger as it is.
  ///   - remembered: What an earlier append left; believed only where the ref still says the same.
  /// - Returns: The head, and what the ledger has yet to tell of the stream.
  /// - Throws: `damaged` where the ref was moved by hand; `invalidInput` for a new stream that differs from another by
  ///   letter case alone, where the file system does not tell them apart; `io`.
  func writableHead(
    of stream: StreamName, _ ledger: RecentLedger, remembered: StreamHead? = nil
  ) throws(EventStoreError) -> (head: StreamHead?, gap: LedgerLine?) {
    let target = try onGit(stream) { () throws(GitError) in
      try repository.reference(StoreLayout.reference(of: stream))
    }
    if let remembered, remembered.commit == target { return (remembered, nil) }
    var head: StreamHead?
    if let target {
      let commit = try reader.commit(target, of: stream)
      head = StreamHead(version: commit.version, commit: target, time: commit.time)
    }
    let gap = try ledger.gap(of: stream, at: head)
    if head == nil { try refuseOtherCase(of: stream) }
    return (head, gap)
  }

  /// On a file system that does not tell cases apart, two refs would share one file.
  private func refuseOtherCase(of stream: StreamName) throws(EventStoreError) {
    guard repository.ignoresCase else { return }
    let component = StreamComponent.encode(stream.text)
    let names = try onGit { () throws(GitError) in
      try repository.references(under: StoreLayout.streamPrefix, after: nil, limit: .max)
    }
    for name in names.lazy.map({ $0.name.dropFirst(StoreLayout.streamPrefix.count) })
    where name != component && name.lowercased() == component.lowercased() {
      throw EventStoreError(
        .invalidInput, "\(stream) differs from the existing stream \(name) by letter case alone",
        hint: "this file system does not tell the two apart (core.ignoreCase)", stream: stream)
    }
  }
}
