import Git
import GitEvents

/// Compares a stream, as it is walked down, with what the ledgers say of it.
struct ClaimComparison {
  private let stream: StreamName
  private let account: LedgerAccount
  private var claims: ArraySlice<LedgerAccount.Claim>
  /// Where the ref points, where the walk began above it.
  private var reference: (version: Int, id: ObjectID)?
  /// The entry that recorded the events that are being met was made later than this one.
  private var previousEntry: Timestamp?

  private var highest = 0
  /// The newest event that a ledger tells of as it is.
  private var recorded = 0
  /// Claims that the history does not bear out.
  private var wrong: Wrong?

  private struct Wrong {
    let first: LedgerAccount.Claim
    let found: ObjectID?
    var versions: ClosedRange<Int>
    var count = 1
  }

  /// Begins above what is to be met.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - account: What the ledgers say.
  ///   - claims: What they say of the stream, the highest version first.
  ///   - reference: Where the ref points, where the walk begins above it.
  ///   - known: Up to this version it is known that ledgers tell of the events.
  init(
    _ stream: StreamName, _ account: LedgerAccount, _ claims: ArraySlice<LedgerAccount.Claim>,
    _ reference: (version: Int, id: ObjectID)?, knownUpTo known: Int = 0
  ) {
    self.stream = stream
    self.account = account
    self.claims = claims
    self.reference = reference
    recorded = known
  }

  /// Passes over what cannot be read.
  ///
  /// - Parameter version: The version that cannot be read; nil where it is not known.
  /// - Returns: The highest claim below, from which a walk can go on; nil where nothing more is claimed.
  mutating func resume(below version: Int?) -> LedgerAccount.Claim? {
    claims = claims.drop { Int($0.version) >= version ?? .max }
    reference = nil
    previousEntry = nil
    return claims.first
  }

  /// Notes that an event was met.
  ///
  /// - Parameters:
  ///   - version: Its version.
  ///   - id: Its commit.
  ///   - time: When it was recorded.
  /// - Returns: When it should have been recorded, where that is another time.
  mutating func visit(_ version: Int, _ id: ObjectID, _ time: Timestamp) -> String? {
    highest = max(highest, version)
    var problem: String?
    var isFirst = true
    while let claim = claims.first, Int(claim.version) >= version {
      claims.removeFirst()
      guard Int(claim.version) == version, claim.head == id else {
        refute(claim, Int(claim.version) == version ? id : nil)
        continue
      }
      recorded = max(recorded, version)
      let window = account.window(of: claim)
      if time > window.upTo {
        problem = "a time up to \(window.upTo.canonicalText), that of its ledger entry"
      }
      if isFirst { previousEntry = nil }
      isFirst = false
      previousEntry = previousEntry ?? window.after
    }
    if let previousEntry, time <= previousEntry {
      problem =
        "a time after \(previousEntry.canonicalText), that of the ledger entry before its own"
    }
    if let place = reference, place.version >= version {
      reference = nil
      if place.version != version || place.id != id {
        refute(
          .init(
            stream: 0, version: UInt32(clamping: place.version), head: place.id, entry: 0), id)
      }
    }
    return problem
  }

  private mutating func refute(_ claim: LedgerAccount.Claim, _ found: ObjectID?) {
    let version = max(1, Int(claim.version))
    guard let before = wrong else {
      wrong = Wrong(first: claim, found: found, versions: version...version)
      return
    }
    let versions = before.versions
    wrong?.versions = min(versions.lowerBound, version)...max(versions.upperBound, version)
    wrong?.count += 1
  }

  /// Says what does not agree.
  ///
  /// - Parameters:
  ///   - isRecorded: Whether every event must be told of by some ledger.
  ///   - findings: Takes what is wrong.
  mutating func finish(isRecorded: Bool, _ findings: inout FindingCollection) {
    if let wrong {
      findings.add(
        VerificationFinding(
          .streamReplaced, wrong.found.map { "commit \($0)" } ?? "no such version",
          expected: "commit \(wrong.first.head) as version \(wrong.first.version)", stream: stream,
          versions: wrong.versions, commit: CommitID(wrong.first.head),
          subject: StoreLayout.reference(of: stream), count: wrong.count))
    } else if isRecorded, recorded < highest {
      findings.add(
        VerificationFinding(
          .streamUnrecorded,
          highest - recorded == 1
            ? "an event that no ledger tells of"
            : "\(highest - recorded) events that no ledger tells of",
          expected: "none above version \(recorded)", stream: stream,
          versions: recorded + 1...highest, subject: StoreLayout.reference(of: stream)))
    }
  }
}
