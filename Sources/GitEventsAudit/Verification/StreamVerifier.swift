import Git
import GitEvents

/// Checks one stream from its head back to its first event, and against what the ledgers say of it.
struct StreamVerifier {
  /// What was seen of a stream, or of a stretch of it.
  struct Outcome: Sendable {
    var findings = FindingCollection()
    var events = 0
    /// Bytes of trees and payloads.
    var bytes = 0
    /// Events whose payloads are elsewhere.
    var unseenPayloads = 0
    /// A number for each event's id, by which ids that are there twice are found.
    var marks: [UInt64] = []
    /// What the oldest event that was read says of the one before it, and when it was recorded.
    var lowest: (parent: ObjectID?, time: Timestamp)?
    /// When the newest event was recorded.
    var highest: Timestamp?
    /// The versions that were read.
    var versions: ClosedRange<Int>?
    /// Up to this version nothing was read, because it is taken as it is.
    var trusted = 0
    /// The events in which a signature stands.
    var signed: [SignedEvent] = []

    mutating func add(_ other: Outcome) {
      findings.add(contentsOf: other.findings)
      if let added = other.versions { extend(to: added) }
      signed += other.signed
      events += other.events
      bytes += other.bytes
      unseenPayloads += other.unseenPayloads
      marks += other.marks
    }

    mutating func extend(to added: ClosedRange<Int>) {
      guard let known = versions else {
        versions = added
        return
      }
      versions =
        min(known.lowerBound, added.lowerBound)...max(known.upperBound, added.upperBound)
    }
  }

  /// An event in which a signature stands.
  struct SignedEvent: Sendable {
    let version: Int
    let commit: ObjectID
    let time: Timestamp
  }

  private let reader: EventReader
  private let payloads: PayloadVerifier
  private let now: Timestamp
  private let account: LedgerAccount
  /// Whether there is a ledger at all: without one nothing can be said of what it does not say.
  private let hasLedger: Bool
  /// Is told of every so many events.
  private let count: @Sendable (Int) -> Void
  private static let countedAtOnce = 1024

  init(
    _ objects: CheckedObjects, _ account: LedgerAccount, now: Timestamp, hasLedger: Bool,
    limits: JSONLimits = EventReader.payloadLimits, mayLackPayloads: Bool = false,
    counting count: @escaping @Sendable (Int) -> Void
  ) {
    self.count = count
    self.account = account
    reader = EventReader(objects)
    payloads = PayloadVerifier(objects, limits: limits, mayBeElsewhere: mayLackPayloads)
    self.now = now
    self.hasLedger = hasLedger
  }

  /// Checks a stream.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - tip: Where its ref points; nil where it has none.
  ///   - claims: What the ledgers say of it, the highest version first.
  /// - Returns: What was seen.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ stream: StreamName, from tip: ObjectID?, _ claims: ArraySlice<LedgerAccount.Claim>
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    let newest = claims.first
    guard let tip else {
      guard let newest else { return outcome }
      outcome.findings.add(
        VerificationFinding(
          .streamMissing, "no ref", expected: "version \(newest.version), commit \(newest.head)",
          stream: stream, versions: 1...max(1, Int(newest.version)), commit: CommitID(newest.head),
          subject: StoreLayout.reference(of: stream)))
      try walk(stream, from: newest.head, Int(newest.version), claims, reference: nil, &outcome)
      return outcome
    }
    // What the ledger has beyond the ref is checked as well: it is not lost yet.
    if let newest, newest.head != tip, let commit = try? reader.commit(tip),
      newest.version > commit.version || commit.stream != stream
    {
      let isOther = commit.stream != stream
      outcome.findings.add(
        VerificationFinding(
          isOther ? .eventStream : account.isNewest(newest) ? .streamBehind : .streamRewound,
          isOther
            ? "version \(commit.version) of stream \(commit.stream)"
            : "version \(commit.version), commit \(tip)",
          expected: "version \(newest.version), commit \(newest.head)", stream: stream,
          versions: min(commit.version + 1, Int(newest.version))...max(1, Int(newest.version)),
          commit: CommitID(tip), subject: StoreLayout.reference(of: stream)))
      try walk(
        stream, from: newest.head, Int(newest.version), claims,
        reference: (commit.version, tip), &outcome)
      return outcome
    }
    try walk(stream, from: tip, nil, claims, reference: nil, &outcome)
    return outcome
  }

  /// Checks a stretch of a stream that is sound as far as is known, without looking at what comes before it.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - head: The newest commit of the stretch.
  ///   - versions: The versions that it must have.
  ///   - claims: What the ledgers say of these versions, the highest first.
  /// - Returns: What was seen; with any finding the stream must be checked as a whole.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ stream: StreamName, from head: ObjectID, _ versions: ClosedRange<Int>,
    _ claims: ArraySlice<LedgerAccount.Claim>
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    try walk(
      stream, from: head, versions.upperBound, claims, reference: nil,
      downTo: versions.lowerBound, &outcome)
    return outcome
  }

  /// Checks what a stream gets: the events above a version that is there and sound.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - versions: The versions that are new.
  ///   - head: The newest commit.
  ///   - claims: What the ledgers say of these versions, the highest first.
  ///   - reference: Where the ref will point, where that is below the newest commit.
  /// - Returns: What was seen.
  /// - Throws: `io` and what else keeps it from being read.
  func verify(
    _ stream: StreamName, adding versions: ClosedRange<Int>, upTo head: ObjectID,
    _ claims: ArraySlice<LedgerAccount.Claim>, reference: (version: Int, id: ObjectID)?
  ) throws(EventStoreError) -> Outcome {
    var outcome = Outcome()
    try walk(
      stream, from: head, versions.upperBound, claims, reference: reference,
      downTo: versions.lowerBound, isRecorded: hasLedger, &outcome)
    return outcome
  }

  /// Walks a chain of events down.
  private func walk(
    _ stream: StreamName, from head: ObjectID, _ version: Int?,
    _ claims: ArraySlice<LedgerAccount.Claim>, reference: (version: Int, id: ObjectID)?,
    downTo lowest: Int = 1, isRecorded: Bool? = nil, _ outcome: inout Outcome
  ) throws(EventStoreError) {
    var comparison = ClaimComparison(
      stream, account, claims, reference, knownUpTo: lowest - 1)
    var memory = EventCommitMemory()
    var next: ObjectID? = head
    var expected = version
    var newer: (version: Int, time: Timestamp)?
    while let id = next {
      let commit: EventCommit
      do throws(EventStoreError) {
        commit = try reader.commit(id, of: nil, recalling: &memory)
      } catch {
        outcome.findings.add(
          try VerificationFinding(
            of: error, .eventFormat, at: id, stream: stream, version: expected))
        // What lies below is known from the ledger alone.
        guard let lower = comparison.resume(below: expected) else { return }
        next = lower.head
        expected = Int(lower.version)
        newer = nil
        continue
      }
      let version = expected ?? commit.version
      outcome.events += 1
      if outcome.events.isMultiple(of: StreamVerifier.countedAtOnce) {
        count(StreamVerifier.countedAtOnce)
      }
      outcome.marks.append(EventIDMark.mark(of: commit.id))
      outcome.extend(to: version...version)
      if commit.isSigned {
        outcome.signed.append(.init(version: version, commit: id, time: commit.time))
      }
      if newer == nil, outcome.highest == nil { outcome.highest = commit.time }
      let window = comparison.visit(version, id, commit.time)
      check(commit, id, stream, version, newer, window, &outcome.findings)
      let payload = try payloads.verify(commit, id, &outcome.findings)
      outcome.bytes += payload.bytes
      if payload.isElsewhere { outcome.unseenPayloads += 1 }
      outcome.lowest = (commit.parent, commit.time)
      newer = (version, commit.time)
      expected = version - 1
      next = version > lowest || lowest == 1 ? commit.parent : nil
    }
    if lowest == 1, let newer, newer.version != 1 {
      outcome.findings.add(
        VerificationFinding(
          .eventVersion, "the first event has version \(newer.version)", expected: "version 1",
          stream: stream, versions: min(1, newer.version)...max(1, newer.version)))
    }
    comparison.finish(
      isRecorded: isRecorded ?? (hasLedger && lowest == 1), &outcome.findings)
  }

  /// Checks what a commit says against its place.
  private func check(
    _ commit: EventCommit, _ id: ObjectID, _ stream: StreamName, _ version: Int,
    _ newer: (version: Int, time: Timestamp)?, _ window: String?,
    _ findings: inout FindingCollection
  ) {
    func add(_ rule: VerificationRule, _ found: String, _ expected: String) {
      findings.add(
        VerificationFinding(
          rule, found, expected: expected, stream: stream,
          versions: max(1, version)...max(1, version), commit: CommitID(id)))
    }
    if commit.stream != stream {
      add(.eventStream, "an event of stream \(commit.stream)", "one of stream \(stream)")
    }
    if commit.version != version {
      add(.eventVersion, "version \(commit.version)", "version \(version)")
    }
    if let newer, newer.time <= commit.time {
      add(
        .eventTime, commit.time.canonicalText,
        "a time before \(newer.time.canonicalText), that of version \(newer.version)")
    }
    if let window { add(.eventTime, commit.time.canonicalText, window) }
    if commit.time.microseconds > now.microseconds + AppendTimes.maximumLead {
      add(.eventFuture, commit.time.canonicalText, "a time before \(now.canonicalText)")
    }
  }
}
