public import GitEvents

/// What verification found, and what it looked at.
public struct VerificationReport: Sendable {
  /// A ledger as it was when it was verified.
  public struct Ledger: Sendable, Hashable {
    /// The replica whose ledger it is.
    public var replica: String
    /// Where its ref pointed.
    public var tip: CommitID
    /// How many events it records.
    public var position: Int
    /// How many appends it records.
    public var entries: Int
  }

  /// Where a ledger was from which on everything was checked.
  public struct Start: Sendable, Hashable {
    /// The replica whose ledger it is.
    public var replica: String
    /// How many events it recorded.
    public var position: Int
    /// Its commit.
    public var commit: CommitID
  }

  /// How much was looked at.
  public struct Counts: Sendable, Hashable {
    /// Streams.
    public var streams = 0
    /// Events, those that a ref no longer reaches too.
    public var events = 0
    /// Events that were not read, because they lie before the point from which on everything was checked.
    public var trusted = 0
    /// Events whose payloads are not here, in a clone without them.
    public var unseenPayloads = 0
    /// Bytes of payloads and trees.
    public var bytes = 0
    /// Snapshots.
    public var snapshots = 0
    /// Files in which git keeps objects, and loose objects.
    public var files = 0
  }

  /// Something that this run does not prove.
  public enum Gap: String, Sendable, CaseIterable {
    /// Only some streams were looked at.
    case otherStreams = "other-streams"
    /// There is no ledger, so that nothing says what should be there.
    case completeness
    /// The repository takes some of the streams of a remote.
    case selection
    /// Payloads are elsewhere.
    case payloads
    /// Nothing is known of an earlier verification.
    case rewind
    /// What lies before a point was taken as it is.
    case earlier
    /// Signatures were not checked.
    case authorship
    /// Signatures were checked, and not everything is signed.
    case unsigned
    /// Nobody but the recorder says when something was recorded.
    case time
  }

  /// The store's id; empty where it cannot be read.
  public var storeID: String
  /// When the run began.
  public var time: Timestamp
  /// What was found, the worst first.
  public var findings: [VerificationFinding]
  /// How many errors there are; no more than 10,000 of them are told.
  public var errors: Int
  /// How many warnings there are; no more than 10,000 of them are told.
  public var warnings: Int
  /// How much was looked at.
  public var counts: Counts
  /// The ledgers, by the name of the replica.
  public var ledgers: [Ledger]
  /// Streams that were asked for and that neither a ref nor a ledger knows.
  public var unknown: [StreamName]
  /// What is not proven by this run, even without findings.
  public var gaps: [Gap]
  /// Where the ledgers were from which on everything was checked; nil where all of it was.
  public var starts: [Start]?
  /// Who signed what; nil where signatures were not checked.
  public var signatures: SignatureReport?

  /// The worst of what was found; nil where nothing was.
  public var severity: VerificationRule.Severity? {
    errors > 0 ? .error : warnings > 0 ? .warning : nil
  }

  /// How many findings there are beyond those that are told.
  public var findingsLeftOut: Int { errors + warnings - findings.count }
}

extension VerificationReport.Gap {
  /// What is not proven, in a sentence.
  public var explanation: String {
    switch self {
    case .otherStreams:
      "Only the streams that were named were looked at; ids were compared among those alone."
    case .completeness:
      "The repository holds no ledger: what is here is sound, but nothing says that it is all."
    case .selection:
      "This repository takes some streams of another: that all events of those are here is proven as far as it was "
        + "told of them, and nothing is said of the others."
    case .payloads:
      "Payloads are not here, so what they say was not checked; their names in the events prove them wherever they are."
    case .rewind:
      "Nothing is remembered of an earlier run: a store that was set back as a whole looks like this, too."
    case .earlier:
      "What lies before the point that was named was not read again, nor were its signatures checked and the "
        + "files of objects read; ids were compared among newer events alone."
    case .unsigned:
      "Not every event is signed, by itself or by the ledger entry that recorded it: of the others, names are what "
        + "somebody's git was told."
    case .authorship:
      "Signatures were not checked: names of actors and recorders are what somebody's git was told."
    case .time:
      "Times are what the recorder's clock said; events of a stream are in order, whatever it said."
    }
  }
}
