import Git
import GitEvents

/// Checks what streams get, and that they and the ledgers agree afterwards.
struct IncomingStreams {
  /// Events that are new in a stream.
  struct Added {
    let stream: StreamName
    let reference: String
    let head: ObjectID
    /// The highest version that is not new.
    let base: Int
  }

  /// A stream with all that is known of it before it is looked at.
  private struct Subject {
    let name: StreamName
    let component: String
    /// Which ref is refused for it.
    let reference: String
    /// Where it is: its ref, or what a ledger that is there tells beyond that.
    var base: (id: ObjectID, commit: EventCommit)?
    /// Where its ref is to be, where it moves.
    let moved: (id: ObjectID, commit: EventCommit)?
  }

  /// A number for the id of each new event.
  var marks: [UInt64] = []
  private(set) var added: [Added] = []
  /// Where streams will be, as far as refs or ledgers tell.
  private(set) var heads: [StreamName: ObjectID] = [:]

  /// Streams longer than this are not walked to find out when they began.
  private static let longest = 4096

  private let objects: CheckedObjects
  private let new: EventReader
  private let known: EventReader
  private let references: any ReferenceReading
  private let now: Timestamp
  private let policy: IncomingPolicy
  /// Whether what the new entries say can be held against the streams.
  private let isLedgerSound: Bool

  init(
    _ objects: CheckedObjects, known: EventReader, _ references: any ReferenceReading,
    now: Timestamp, policy: IncomingPolicy, isLedgerSound: Bool
  ) {
    self.objects = objects
    new = EventReader(objects)
    self.known = known
    self.references = references
    self.now = now
    self.policy = policy
    self.isLedgerSound = isLedgerSound
  }

  /// Checks streams that move, and those that new ledger entries tell of.
  ///
  /// - Parameters:
  ///   - moves: The moves.
  ///   - ledgers: What the ledgers say.
  ///   - report: Takes why moves are refused.
  /// - Throws: `io`; `damaged` where what is there cannot be read.
  mutating func verify(
    _ moves: IncomingMoves, _ ledgers: IncomingLedgers, _ report: inout IncomingReport
  ) throws(EventStoreError) {
    var ledgers = ledgers
    var subjects = try subjects(moves, ledgers, &report)
    try ask(ledgers, of: &subjects, &report)
    ledgers.account.sort()
    let account = ledgers.account
    let verifier = StreamVerifier(
      objects, account, now: now, hasLedger: policy.requiresLedger && isLedgerSound,
      limits: policy.payloads, mayLackPayloads: policy.mayLackPayloads, counting: { _ in })
    for subject in subjects {
      try verify(subject, account, verifier, &report)
    }
  }

  /// Puts together which streams are looked at: those that move, those that new entries name, those of snapshots.
  private mutating func subjects(
    _ moves: IncomingMoves, _ ledgers: IncomingLedgers, _ report: inout IncomingReport
  ) throws(EventStoreError) -> [Subject] {
    var subjects: [Subject] = []
    var taken: Set<String> = []
    for move in moves.streams {
      let component = StreamComponent.encode(move.name.text)
      taken.insert(component)
      guard let moved = try read(move.new, of: move.name, new, move.reference, &report) else {
        continue
      }
      var base: (id: ObjectID, commit: EventCommit)?
      if let old = move.old {
        guard let commit = try? known.commit(old, of: move.name) else {
          report.add(
            IncomingRefusal(
              move.reference, .stale, "commit \(old), at which it is, cannot be read here"))
          continue
        }
        if moved.version <= commit.version, move.new != old {
          report.add(
            IncomingRefusal(
              move.reference, .rewind,
              "version \(moved.version), and it is at version \(commit.version)"))
          continue
        }
        base = (old, commit)
      }
      subjects.append(
        Subject(
          name: move.name, component: component, reference: move.reference, base: base,
          moved: (move.new, moved)))
    }
    var others = ledgers.account.components.map { ($0, ledgers.speakers[$0] ?? "") }
    others += moves.snapshots.map { (StreamComponent.encode($0.stream.text), $0.name) }
    for (component, reference) in others where taken.insert(component).inserted {
      guard let name = StoreLayout.stream(of: StoreLayout.streamPrefix + component) else {
        continue
      }
      let there = try onGit(name) { () throws(GitError) in
        try references.reference(StoreLayout.reference(of: name))
      }
      var base: (id: ObjectID, commit: EventCommit)?
      if let there { base = (there, try known.commit(there, of: name)) }
      subjects.append(
        Subject(
          name: name, component: component, reference: reference, base: base, moved: nil))
    }
    return subjects
  }

  /// Asks the ledgers that are there for what they said last of these streams, and whether the new entries follow from it.
  private func ask(
    _ ledgers: IncomingLedgers, of subjects: inout [Subject], _ report: inout IncomingReport
  ) throws(EventStoreError) {
    if ledgers.known.isEmpty || subjects.isEmpty { return }
    var questions: [String: KnownLedgers.Question] = [:]
    for subject in subjects {
      questions[subject.component] = .init(
        head: subject.base?.commit.time, born: try born(subject, ledgers))
    }
    var newest: [String: LedgerLine] = [:]
    for ledger in ledgers.known {
      let continued = ledgers.continued[ledger.replica] ?? [:]
      var lines = try KnownLedgers(known).newestLines(
        below: ledger.tip, for: questions, continuing: continued,
        settled: policy.settled[ledger.replica]?.object)
      // What a rebase has taken out is gone on from by nobody.
      let superseded = ledgers.superseded[ledger.replica] ?? SupersededEvents()
      let ended = lines.filter { superseded.contains($0.value.head) }
      for component in ended.keys { lines[component] = nil }
      for (component, before) in continued.sorted(by: { $0.key < $1.key })
      where ended[component] == nil {
        let last = lines[component]?.after ?? 0
        if last == before { continue }
        report.add(
          IncomingRefusal(
            StoreLayout.ledgerReference(of: ledger.replica), .format(.ledgerLine),
            "an entry that goes on from version \(before) of \(component); "
              + "expected version \(last), with which the one before it ends"))
      }
      newest.merge(lines) { $0.after >= $1.after ? $0 : $1 }
    }
    for index in subjects.indices {
      guard let line = newest[subjects[index].component],
        line.after > subjects[index].base?.commit.version ?? 0
      else { continue }
      subjects[index].base = (
        line.head,
        try known.commit(line.head, of: subjects[index].name, version: line.after)
      )
    }
  }

  /// When a stream began, where some ledger that is there begins to tell of it.
  private func born(
    _ subject: Subject, _ ledgers: IncomingLedgers
  ) throws(EventStoreError) -> Timestamp? {
    guard let base = subject.base, base.commit.version <= IncomingStreams.longest,
      ledgers.continued.values.contains(where: { $0[subject.component] == 0 })
    else { return nil }
    var walk = StreamWalk(
      known, subject.name, from: base.id, version: base.commit.version, downTo: 1)
    var first: Timestamp?
    while let (_, commit) = try walk.step() { first = commit.time }
    return first
  }

  /// Checks one stream.
  private mutating func verify(
    _ subject: Subject, _ account: LedgerAccount, _ verifier: StreamVerifier,
    _ report: inout IncomingReport
  ) throws(EventStoreError) {
    let claims = account.claims(of: subject.component)
    let lowest = (subject.base?.commit.version ?? 0) + 1
    var top = subject.base.map { (version: $0.commit.version, id: $0.id) }
    var reference = subject.moved.map { (version: $0.commit.version, id: $0.id) }
    if let moved = reference, moved.version > top?.version ?? 0 {
      top = moved
      reference = nil
    }
    // The ledger may tell of more than the ref gets: that is checked, too, for it comes as well.
    if let claim = claims.first, Int(claim.version) > top?.version ?? 0 {
      reference = reference ?? subject.moved.map { ($0.commit.version, $0.id) }
      top = (Int(claim.version), claim.head)
    }
    guard let top else { return }
    heads[subject.name] = top.id
    let isBelow = reference.map { $0.version < lowest } ?? false
    if top.version >= lowest {
      let outcome = try verifier.verify(
        subject.name, adding: lowest...top.version, upTo: top.id,
        claims.prefix { Int($0.version) >= lowest }, reference: isBelow ? nil : reference)
      marks += outcome.marks
      report.events += outcome.events
      report.streams.append(
        .init(
          reference: StoreLayout.reference(of: subject.name), old: subject.base?.id, new: top.id))
      added.append(
        Added(
          stream: subject.name, reference: subject.reference, head: top.id, base: lowest - 1))
      if !outcome.findings.isEmpty {
        return report.add(outcome.findings, to: subject.reference)
      }
      if let base = subject.base, !follows(outcome, base, subject, &report) { return }
    }
    try compareOlder(
      claims.drop { Int($0.version) >= lowest }, isBelow ? reference : nil, subject, account,
      &report)
  }

  /// Whether new events go on from the head that is there.
  private func follows(
    _ outcome: StreamVerifier.Outcome, _ base: (id: ObjectID, commit: EventCommit),
    _ subject: Subject, _ report: inout IncomingReport
  ) -> Bool {
    let place = "version \(base.commit.version), commit \(base.id), which is there"
    guard outcome.lowest?.parent == base.id else {
      report.add(
        IncomingRefusal(
          subject.reference, .rewind, "\(subject.name) does not go on from \(place)"))
      return false
    }
    guard let time = outcome.lowest?.time, time > base.commit.time else {
      report.add(
        IncomingRefusal(
          subject.reference, .format(.eventTime),
          "\(subject.name) goes on with an event that is not later than \(place)"))
      return false
    }
    return true
  }

  /// Compares what new entries say of events that are there, and where the ref is to be, with these events.
  private func compareOlder(
    _ claims: ArraySlice<LedgerAccount.Claim>, _ reference: (version: Int, id: ObjectID)?,
    _ subject: Subject, _ account: LedgerAccount, _ report: inout IncomingReport
  ) throws(EventStoreError) {
    let lowest = min(claims.last.map { Int($0.version) } ?? .max, reference?.version ?? .max)
    guard let base = subject.base, lowest < .max else { return }
    var comparison = ClaimComparison(subject.name, account, claims, reference)
    var walk = StreamWalk(
      known, subject.name, from: base.id, version: base.commit.version, downTo: max(1, lowest))
    var findings = FindingCollection()
    while let (id, commit) = try walk.step() {
      guard let window = comparison.visit(commit.version, id, commit.time) else { continue }
      findings.add(
        VerificationFinding(
          .eventTime, commit.time.canonicalText, expected: window, stream: subject.name,
          versions: commit.version...commit.version, commit: CommitID(id)))
    }
    comparison.finish(isRecorded: false, &findings)
    report.add(findings, to: subject.reference)
  }

  /// Reads a head that comes.
  ///
  /// - Returns: Nil where it is refused.
  private func read(
    _ id: ObjectID, of stream: StreamName, _ reader: EventReader, _ reference: String,
    _ report: inout IncomingReport
  ) throws(EventStoreError) -> EventCommit? {
    let commit: EventCommit
    do throws(EventStoreError) {
      commit = try reader.commit(id)
    } catch {
      report.add(
        IncomingRefusal(
          reference, try VerificationFinding(of: error, .eventFormat, at: id, stream: stream)))
      return nil
    }
    if commit.stream == stream { return commit }
    report.add(
      IncomingRefusal(
        reference, .format(.eventStream),
        "an event of stream \(commit.stream); expected one of stream \(stream)"))
    return nil
  }
}
