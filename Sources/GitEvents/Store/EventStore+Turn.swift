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
    try writer.withLock { (memory) throws(EventStoreError) -> Value in
      if let failure = memory.failure { throw failure }
      let turn = try onGit { () throws(GitError) in
        try repository.beginTurn(StoreLayout.paths, waitingAtMost: options.lockTimeout)
      }
      defer { turn.end() }
      var recovery: RecoveryReport?
      if turn.reasonToRecover != nil {
        memory = WriterMemory()
        recovery = try Recovery(self, turn).run()
      }
      return try body(turn, &memory, recovery)
    }
  }
}
