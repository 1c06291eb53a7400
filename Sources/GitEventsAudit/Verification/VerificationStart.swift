import Git
public import GitEvents

/// The point from which on everything is checked; what lies before it is taken as it is.
public enum VerificationStart: Sendable {
  /// Where the ledgers were when they were last verified.
  case verified(RememberedHeads)
  /// A commit of a ledger.
  case entry(CommitID)
  /// The entry that recorded an event.
  case event(StreamName, version: Int)

  /// Whether a ledger has come to the point, on its way from the newest commit down.
  ///
  /// - Parameters:
  ///   - commit: The commit that is reached.
  ///   - id: Its name.
  ///   - replica: The replica whose ledger it is.
  /// - Returns: True where it and what lies before it is taken as it is.
  func isAt(_ commit: LedgerCommit, _ id: ObjectID, of replica: String) -> Bool {
    switch self {
    case .verified(let heads): heads.ledgers[replica]?.commit.object == id
    case .entry(let entry): entry.object == id
    case .event(let stream, let version):
      commit.lines.contains {
        $0.stream == stream && $0.before < version && version <= $0.after
      }
    }
  }

  /// What it is called where no ledger comes to it; nil where that is found by other means.
  var missing: (found: String, commit: CommitID?)? {
    switch self {
    case .verified: nil
    case .entry(let commit): ("no ledger that goes back through commit \(commit)", commit)
    case .event(let stream, let version): ("no ledger that tells of \(stream)@\(version)", nil)
    }
  }
}
