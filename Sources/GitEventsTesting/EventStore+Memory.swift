public import GitEvents

extension EventStore {
  /// Makes an empty store in memory, for tests: the store's own code over a repository without files.
  ///
  /// It forgets everything when it is let go. Versions, positions, ids, times and errors are those of a store on disk,
  /// and it passes the same contract suite.
  ///
  /// - Parameter options: How the store behaves, and what it takes from outside.
  /// - Returns: The store.
  /// - Throws: `invalidInput` where the recorder cannot stand in a commit.
  public static func inMemory(
    options: EventStoreOptions
  ) throws(EventStoreError) -> EventStore {
    try create(in: MemoryRepository(), options: options).store
  }
}
