public import GitEvents

/// Where the ledgers of a repository were when it was last verified.
///
/// It is kept outside the repository: whoever sets a store back as a whole sets back all that is in it.
public struct RememberedHeads: Sendable, Hashable {
  /// Where one ledger was.
  public struct Head: Sendable, Hashable {
    /// Its newest commit.
    public var commit: CommitID
    /// How many events it recorded.
    public var position: Int

    /// Names a place in a ledger.
    ///
    /// - Parameters:
    ///   - commit: Its newest commit.
    ///   - position: How many events it recorded.
    public init(commit: CommitID, position: Int) {
      self.commit = commit
      self.position = position
    }
  }

  /// The store's id.
  public var storeID: String
  /// When it was verified.
  public var time: Timestamp
  /// The ledgers, by the name of the replica.
  public var ledgers: [String: Head]

  /// Remembers what was verified.
  ///
  /// - Parameters:
  ///   - storeID: The store's id.
  ///   - time: When it was verified.
  ///   - ledgers: The ledgers, by the name of the replica.
  public init(storeID: String, time: Timestamp, ledgers: [String: Head]) {
    self.storeID = storeID
    self.time = time
    self.ledgers = ledgers
  }
}

extension VerificationReport {
  /// What a later run should remember of this one; nil where something was found.
  public var heads: RememberedHeads? {
    if severity == .error { return nil }
    let ledgers = ledgers.map { ledger in
      (ledger.replica, RememberedHeads.Head(commit: ledger.tip, position: ledger.position))
    }
    return RememberedHeads(
      storeID: storeID, time: time, ledgers: Dictionary(ledgers) { first, _ in first })
  }
}
