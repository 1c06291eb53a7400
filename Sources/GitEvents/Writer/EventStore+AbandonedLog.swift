import Git

extension EventStore {
  /// Whether a streaming writer has logged what is yet to be published, or had when it was interrupted.
  ///
  /// - Throws: `damaged`, `io`.
  func hasUnpublishedLog() throws(EventStoreError) -> Bool {
    let base = try onGit { () throws(GitError) in try repository.logBase(StoreLayout.paths) }
    return try base.map { (base) throws(EventStoreError) in
      try LogReplay.isUnpublished(base, repository)
    } ?? false
  }

  /// Sees to it that what an interrupted streaming writer had acknowledged is read like everything else.
  ///
  /// - Returns: The store to read from: this one, once the log is published; where that cannot be done here, one that
  ///   shows the log as if it were.
  /// - Throws: `damaged` where the log is; `io`.
  func seeingAbandonedLog() throws(EventStoreError) -> EventStore {
    guard try hasUnpublishedLog() else { return self }
    do throws(EventStoreError) {
      var memory = WriterMemory()
      try takeTurn(&memory, waitingAtMost: .zero).turn.end()
      return self
    } catch {
      switch error.code {
      // Its writer is alive, and publishes it soon.
      case .busy: return self
      case .damaged: throw error
      default: break
      }
    }
    let contents = try onGit { () throws(GitError) in
      try repository.logContents(StoreLayout.paths)
    }
    // Another process may have published it meanwhile.
    guard let contents, try hasUnpublishedLog() else { return self }
    let overlay = try LogOverlay(self, contents)
    return EventStore(overlay, id: id, options: options, index: index)
  }
}
