import Git
import Synchronization

extension EventStore {
  /// Lends the writer's turn, once what the last writer left is put right.
  ///
  /// - Parameter body: What happens in the turn: with what the writer remembers, and with what was recovered before.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `busy`, `unsupported`, `io` … where the turn cannot be had.
  func inTurn<Value: Sendable>(
    _ body: (any WriterTurn, inout WriterMemory, RecoveryReport?) throws(EventStoreError) -> Value
  ) throws(EventStoreError) -> Value {
    try writing.withLock { (memory) throws(EventStoreError) -> Value in
      let (turn, recovery) = try takeTurn(&memory)
      defer { turn.end() }
      return try body(turn, &memory, recovery)
    }
  }

  /// Takes the writer's turn and puts right what the last writer left.
  ///
  /// - Parameters:
  ///   - memory: What the writer remembers.
  ///   - timeout: How long to wait for other writers; nil for as long as the store's options say.
  /// - Returns: The turn, which must be ended, and what was recovered, if anything had to be.
  /// - Throws: `busy`, `unsupported`, `damaged`, `io`; what made an earlier write fail for good.
  func takeTurn(
    _ memory: inout WriterMemory, waitingAtMost timeout: Duration? = nil
  ) throws(EventStoreError) -> (turn: any WriterTurn, recovery: RecoveryReport?) {
    if let failure = memory.failure { throw failure }
    let recovered = memory.recovered
    memory.recovered = nil
    let turn = try onGit { () throws(GitError) in
      try repository.beginTurn(
        StoreLayout.paths, waitingAtMost: timeout ?? options.lockTimeout)
    }
    do throws(EventStoreError) {
      // A log that is not published is never written over, whatever the last writer said of itself.
      let isLogged = try hasUnpublishedLog()
      guard turn.reasonToRecover != nil || isLogged else { return (turn, recovered) }
      memory = WriterMemory()
      let report = try Recovery(self, turn).run()
      return (turn, report.isClean ? nil : report)
    } catch {
      turn.end()
      throw error
    }
  }

  /// Whether this replica has recorded anything: without, nothing is known of how durable the events are, since another
  /// program brought all of them.
  func hasOwnLedger() throws(GitError) -> Bool {
    guard let replica = try repository.replicaName(StoreLayout.paths) else { return false }
    return try repository.reference(StoreLayout.ledgerReference(of: replica)) != nil
  }
}
