package import Git
package import GitEvents

/// Checks that what a push brings is signed by a key that is allowed.
package struct IncomingSignatures {
  /// What must be signed.
  package enum Scope: String, Sendable {
    /// Each commit of a ledger: one signature for all that the append recorded.
    case ledger
    /// Each event as well.
    case event
  }

  private let checker: SignatureChecker
  private let scope: Scope
  private let objects: any ObjectReading

  /// Says what must be signed, and whose keys count.
  ///
  /// - Parameters:
  ///   - scope: What must be signed.
  ///   - checker: Knows whose keys are whose.
  ///   - objects: Reads what comes.
  package init(_ scope: Scope, _ checker: SignatureChecker, _ objects: any ObjectReading) {
    self.scope = scope
    self.checker = checker
    self.objects = objects
  }

  /// Looks at what was found sound otherwise.
  ///
  /// - Parameter report: What comes.
  /// - Returns: Why refs are refused, a refusal a ref.
  /// - Throws: `invalidInput` where it is not said whose keys are whose; `io`, `damaged`.
  package func verify(_ report: IncomingReport) throws(EventStoreError) -> [IncomingRefusal] {
    let reader = EventReader(objects)
    var refusals: [IncomingRefusal] = []
    for stretch in report.ledgers {
      try check(stretch, .ledgerUnsigned, &refusals) { (id) throws(EventStoreError) in
        let commit = try reader.ledgerCommit(id)
        return (commit.time, commit.previous, nil)
      }
    }
    guard scope == .event else { return refusals }
    for stretch in report.streams {
      try check(stretch, .eventUnsigned, &refusals) { (id) throws(EventStoreError) in
        let commit = try reader.commit(id)
        return (commit.time, commit.parent, commit.recorder)
      }
    }
    return refusals
  }

  /// Walks along first parents; the first commit that is not as it must be is enough.
  private func check(
    _ stretch: IncomingReport.Stretch, _ unsigned: VerificationRule,
    _ refusals: inout [IncomingRefusal],
    reading read: (ObjectID) throws(EventStoreError) -> (
      time: Timestamp, parent: ObjectID?, recorder: Actor?
    )
  ) throws(EventStoreError) {
    var next: ObjectID? = stretch.new
    while let id = next, id != stretch.old {
      let (time, parent, recorder) = try read(id)
      let object = try onGit { () throws(GitError) in
        try objects.object(id, limit: EventReader.commitLimit)
      }
      let verdict = try checker.check(object.bytes, at: time)
      if let (rule, reason) = problem(verdict, unsigned, recorder) {
        refusals.append(
          IncomingRefusal(stretch.reference, .format(rule), "\(reason) (commit \(id))"))
        return
      }
      next = parent
    }
  }

  private func problem(
    _ verdict: SignatureVerdict, _ unsigned: VerificationRule, _ recorder: Actor?
  ) -> (VerificationRule, String)? {
    switch verdict {
    case .good(let signer):
      guard let recorder, !signer.standsFor(recorder.email) else { return nil }
      return (.signerOther, "signed by \(signer.principal), recorded by \(recorder)")
    case .unsigned: return (unsigned, "no signature, and one is required here")
    case .bad(let reason): return (.signatureBad, reason)
    case .unknown(let key): return (.signerUnknown, "signed by the key \(key), which nobody has")
    case .expired(let signer, _): return (.signerExpired, "signed by \(signer.principal)")
    case .early(let signer, _): return (.signerEarly, "signed by \(signer.principal)")
    case .revoked(let signer): return (.signerRevoked, "signed by \(signer.principal)")
    case .otherPurpose(let signer):
      return (.signerUnknown, "the key of \(signer.principal) is not for commits")
    case .unchecked(let reason): return (.signatureUnchecked, reason)
    }
  }
}
