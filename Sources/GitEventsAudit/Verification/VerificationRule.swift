/// What must always hold of a store; a rule that is broken is what a finding is about.
public enum VerificationRule: String, Sendable, CaseIterable {
  /// An object that something names is not there.
  case objectMissing = "object-missing"
  /// An object's bytes are not those that its name stands for, or cannot be read.
  case objectDamaged = "object-damaged"
  /// A file in which git keeps objects does not have the checksum that it ends with.
  case fileDamaged = "file-damaged"
  /// A file in which git keeps objects may not be read.
  case fileUnreadable = "file-unreadable"
  /// Git is told to show other objects or parents than there are: `refs/replace`, grafts, or a shallow clone.
  case gitView = "git-view"

  /// A ref below the store's folders has a name that the store does not give.
  case referenceName = "ref-name"
  /// A ref cannot be read, or is symbolic.
  case referenceDamaged = "ref-damaged"

  /// A stream that a ledger tells of has no ref.
  case streamMissing = "stream-missing"
  /// A stream's ref is behind what a ledger says of it.
  case streamRewound = "stream-rewound"
  /// A stream's ref is behind the newest entry of a ledger, and behind nothing else.
  case streamBehind = "stream-behind"
  /// A stream's history is another than the one that a ledger tells of.
  case streamReplaced = "stream-replaced"
  /// Events that no ledger tells of.
  case streamUnrecorded = "stream-unrecorded"

  /// A commit of a stream is no event of this format.
  case eventFormat = "event-format"
  /// An event belongs to another stream.
  case eventStream = "event-stream"
  /// Versions do not count from 1 without gaps.
  case eventVersion = "event-version"
  /// An event is not later than the one before it.
  case eventTime = "event-time"
  /// An event's time is ahead of this machine's clock.
  case eventFuture = "event-future"
  /// Two events have one id.
  case eventID = "event-id"
  /// An event's tree holds what the format does not know, or lacks the payload.
  case eventTree = "event-tree"
  /// A payload is not JSON in the stored form.
  case payloadFormat = "payload-format"

  /// There are events and no ledger, so nothing says whether all are there.
  case ledgerMissing = "ledger-missing"
  /// A commit of a ledger is none of this format.
  case ledgerFormat = "ledger-format"
  /// A ledger does not go back to its beginning, or belongs to another replica or store.
  case ledgerChain = "ledger-chain"
  /// Positions do not add up.
  case ledgerPosition = "ledger-position"
  /// An entry is not later than the one before it.
  case ledgerTime = "ledger-time"
  /// An entry's time is ahead of this machine's clock.
  case ledgerFuture = "ledger-future"
  /// What an entry says of a stream does not follow from what the one before it says.
  case ledgerLine = "ledger-line"
  /// A rebase took an event out of a stream, and the event is not in the place that it was to get.
  case ledgerRebase = "ledger-rebase"

  /// The store's own first event is missing or does not say which store it is.
  case storeIdentity = "store-identity"

  /// A tag among the snapshots is none.
  case snapshotFormat = "snapshot-format"

  /// A signature is not of the commit in which it stands.
  case signatureBad = "signature-bad"
  /// A signature cannot be checked here.
  case signatureUnchecked = "signature-unchecked"
  /// A signature is by a key that nobody who is known has.
  case signerUnknown = "signer-unknown"
  /// A signature is by a key that was no longer allowed at the time of the ledger's entry.
  case signerExpired = "signer-expired"
  /// A signature is by a key that was not yet allowed at the time of the ledger's entry.
  case signerEarly = "signer-early"
  /// A signature is by a key that is revoked.
  case signerRevoked = "signer-revoked"
  /// A signature is by another than the one who is named as the recorder.
  case signerOther = "signer-other"
  /// A commit of a ledger is not signed, where everything must be.
  case ledgerUnsigned = "ledger-unsigned"
  /// An event is signed neither by itself nor by the entry that recorded it, where everything must be.
  case eventUnsigned = "event-unsigned"

  /// A ledger does not lead back to where it was when it was last verified.
  case historyRewound = "history-rewound"
  /// A ledger that was verified is gone.
  case historyMissing = "history-missing"
  /// The store has another id than when it was last verified.
  case historyReplaced = "history-replaced"
}

extension VerificationRule {
  /// How bad it is that the rule is broken.
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Nothing that was recorded is in doubt.
    case warning
    /// Something that was recorded is in doubt, altered, or gone.
    case error

    /// A warning is less than an error.
    ///
    /// - Parameters:
    ///   - left: One.
    ///   - right: The other.
    /// - Returns: Whether the first is less bad.
    public static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  /// How bad it is that the rule is broken.
  public var severity: Severity {
    switch self {
    case .referenceName, .eventFuture, .ledgerFuture, .snapshotFormat, .streamBehind,
      .ledgerMissing, .fileUnreadable, .gitView, .signatureUnchecked, .signerOther:
      .warning
    default: .error
    }
  }

  /// What it may mean that the rule is broken, in a sentence.
  public var meaning: String {
    switch self {
    case .objectMissing:
      "The object was deleted, or a copy was not complete; fetch it from another copy."
    case .objectDamaged:
      "The bytes changed after they were written: a failing disk, or somebody wrote into git's files."
    case .fileDamaged:
      "The file changed after it was written; what the store needs of it was checked object by object."
    case .fileUnreadable:
      "Nothing is said of what is in it, unless the store needs it."
    case .gitView:
      "`git log` and `git diff` may show another history than this program; "
        + "use `git --no-replace-objects`."
    case .referenceName:
      "Another program made the ref; what it points at is no stream and was not looked at."
    case .referenceDamaged:
      "The ref's file was cut short or overwritten; `git events doctor` says what it was."
    case .streamMissing:
      "Somebody deleted the stream's ref; its events are still reachable from the ledger."
    case .streamRewound:
      "Somebody moved the ref back to hide newer events."
    case .streamBehind:
      "An append was interrupted or is under way, a copy was made beside one, or somebody moved the "
        + "ref back; readers see the event all the same."
    case .streamReplaced:
      "Somebody rewrote the stream: events were altered, inserted, reordered or removed."
    case .streamUnrecorded:
      "The events were added by another program than this one, or the ledger was moved back."
    case .eventFormat, .eventTree, .payloadFormat:
      "The commit was made by another program than this one, or was altered."
    case .eventStream:
      "The event was moved here from another stream, or the ref was pointed at another stream."
    case .eventVersion:
      "An event was removed, inserted or moved."
    case .eventTime:
      "The event was back-dated, or events changed places."
    case .eventFuture, .ledgerFuture:
      "The clock of the recorder was wrong, or this one's is; writers refuse to add to it."
    case .eventID:
      "An event was copied: it was recorded once and is there twice."
    case .ledgerMissing:
      "The ledger was deleted, or not copied: what is here may be sound, and may not be all."
    case .ledgerFormat, .ledgerChain, .ledgerPosition, .ledgerTime, .ledgerLine:
      "The ledger was not written by this program, or was altered: it proves nothing from here on."
    case .ledgerRebase:
      "A rebase was used to remove or to alter an event: what was recorded first is in the ledger still."
    case .storeIdentity:
      "The stream of the store itself was altered or is missing."
    case .snapshotFormat:
      "Another program made the tag, or somebody altered the snapshot; no event depends on it."
    case .signatureBad:
      "The commit was altered after it was signed, or the signature was taken from another commit."
    case .signatureUnchecked:
      "Nothing is said of the signature, neither for nor against it."
    case .signerUnknown:
      "Somebody signed who is not among the allowed signers, or whose key is missing there."
    case .signerExpired:
      "A key was used after its time; whoever has it may be another than its owner."
    case .signerEarly:
      "The entry was dated back, or the key's first day is written wrongly."
    case .signerRevoked:
      "Whoever has the key may be another than its owner; when it signed does not count."
    case .signerOther:
      "Somebody recorded under another's name, or the key's line does not list the recorder's address."
    case .ledgerUnsigned, .eventUnsigned:
      "It was recorded without the key, before signing was switched on, or a signature was taken out."
    case .historyRewound:
      "The store was set back to an earlier time, or its history was written anew."
    case .historyMissing:
      "The ledger was deleted since."
    case .historyReplaced:
      "Another store was put in the place of the one that was verified."
    }
  }
}
