import Git
import GitEvents

/// Compares a stream, as it is walked down, with what the ledgers say of it.
struct ClaimComparison {
  private let stream: StreamName
  private var claims: ArraySlice<LedgerAccount.Claim>
  /// Where the ref points, where the walk began above it.
  private var reference: (version: Int, id: ObjectID)?

  private var highest = 0
  /// The newest event that a ledger tells of as it is.
  private var recorded = 0
  /// Claims that the history does not bear out: the highest one, what is there instead, and how far down they go.
  private var wrong: (first: LedgerAccount.Claim, found: ObjectID?, lowest: Int, count: Int)?

  init(
    _ stream: StreamName, _ claims: ArraySlice<LedgerAccount.Claim>,
    _ reference: (version: Int, id: ObjectID)?
  ) {
    self.stream = stream
    self.claims = claims
    self.reference = reference
  }

  /// Passes over what cannot be read.
  ///
  /// - Parameter version: The version that cannot be read; nil where it is not known.
  /// - Returns: The highest claim below, from which a walk can go on; nil where nothing more is claimed.
  mutating func resume(below version: Int?) -> LedgerAccount.Claim? {
    claims = claims.drop { Int($0.version) >= version ?? .max }
    reference = nil
    return claims.first
  }

  /// Notes that an event was met.
  ///
  /// - Parameters:
  ///   - version: Its version.
  ///   - id: Its commit.
  mutating func visit(_ version: Int, _ id: ObjectID) {
    highest = max(highest, version)
    while let claim = claims.first, Int(claim.version) >= version {
      claims.removeFirst()
      if Int(claim.version) == version, claim.head == id {
        recorded = max(recorded, version)
      } else {
        refute(claim, Int(claim.version) == version ? id : nil)
      }
    }
    if let place = reference, place.version >= version {
      reference = nil
      if place.version != version || place.id != id {
        let claim = LedgerAccount.Claim(
          stream: 0, version: UInt32(clamping: place.version), head: place.id)
        refute(claim, id)
      }
    }
  }

  private mutating func refute(_ claim: LedgerAccount.Claim, _ found: ObjectID?) {
    if let before = wrong {
      wrong = (before.first, before.found, Int(claim.version), before.count + 1)
    } else {
      wrong = (claim, found, Int(claim.version), 1)
    }
  }

  /// Says what does not agree.
  ///
  /// - Parameters:
  ///   - isRecorded: Whether every event must be told of by some ledger.
  ///   - findings: Takes what is wrong.
  mutating func finish(isRecorded: Bool, _ findings: inout FindingCollection) {
    if let wrong {
      let versions = max(1, wrong.lowest)...max(1, Int(wrong.first.version))
      findings.add(
        VerificationFinding(
          .streamReplaced, wrong.found.map { "commit \($0)" } ?? "no such version",
          expected: "commit \(wrong.first.head) as version \(wrong.first.version)", stream: stream,
          versions: versions, commit: CommitID(wrong.first.head),
          subject: StoreLayout.reference(of: stream), count: wrong.count))
    } else if isRecorded, recorded < highest {
      findings.add(
        VerificationFinding(
          .streamUnrecorded, "\(highest - recorded) events that no ledger tells of",
          expected: "none above version \(recorded)", stream: stream,
          versions: recorded + 1...highest, subject: StoreLayout.reference(of: stream)))
    }
  }
}
