import Dispatch
import Git
import GitEvents
import Synchronization

/// Checks many signatures on all cores, and keeps of each no more than who made it.
final class SignaturePass: Sendable {
  /// What is to be checked.
  struct Item: Sendable {
    /// Where it stands.
    enum Place: Sendable {
      case ledger(String)
      case event(StreamName, Int)
    }

    let commit: ObjectID
    /// When it counts.
    let time: Timestamp
    let place: Place
  }

  /// So many are checked before another thread takes over.
  private static let atOnce = 32

  private let objects: CheckedObjects
  private let checker: SignatureChecker
  private let known = Mutex<(list: [Signer], numbers: [Signer: Int])>(([], [:]))

  init(_ objects: CheckedObjects, _ checker: SignatureChecker) {
    self.objects = objects
    self.checker = checker
  }

  /// Everybody who made a good signature.
  var signers: [Signer] { known.withLock { $0.list } }

  private struct Part: Sendable {
    var signers: [Int?] = []
    var findings = FindingCollection()
    var failure: EventStoreError?
  }

  /// Checks signatures.
  ///
  /// - Parameters:
  ///   - items: What is to be checked.
  ///   - findings: Takes what is wrong, in the order of the items.
  /// - Returns: For each the number of who made it, nil where it is not good.
  /// - Throws: `io`, and `invalidInput` where it is not said whose keys are whose.
  func check(
    _ items: [Item], _ findings: inout FindingCollection
  ) throws(EventStoreError) -> [Int?] {
    let size = SignaturePass.atOnce
    let count = (items.count + size - 1) / size
    let parts = Mutex<[Part?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      var part = Part()
      for item in items[index * size..<min(items.count, (index + 1) * size)] {
        do throws(EventStoreError) {
          part.signers.append(try check(item, &part.findings))
        } catch {
          part.failure = error
          break
        }
      }
      let done = part
      parts.withLock { $0[index] = done }
    }
    var signers: [Int?] = []
    signers.reserveCapacity(items.count)
    for part in parts.withLock({ $0 }).compactMap(\.self) {
      if let failure = part.failure { throw failure }
      signers += part.signers
      findings.add(contentsOf: part.findings)
    }
    return signers
  }

  private func check(
    _ item: Item, _ findings: inout FindingCollection
  ) throws(EventStoreError) -> Int? {
    let content = try onGit { () throws(GitError) in
      try objects.object(item.commit, limit: EventReader.commitLimit).bytes
    }
    func add(_ rule: VerificationRule, _ found: String, _ expected: String? = nil) {
      findings.add(SignaturePass.finding(rule, found, expected, item))
    }
    let at = "at \(item.time.canonicalText)"
    switch try checker.check(content, at: item.time) {
    case .unsigned:
      add(.signatureUnchecked, "a signature for another hash than git's SHA-1 commits have")
    case .good(let signer):
      if let recorder = try? CommitObject(parsing: content).committer,
        !signer.standsFor(recorder.email)
      {
        add(
          .signerOther, "signed by \(signer.principal)",
          "the recorder, \(recorder.name) <\(recorder.email)>")
      }
      return number(of: signer)
    case .bad(let reason): add(.signatureBad, "a signature that is not of this commit: \(reason)")
    case .unknown(let key): add(.signerUnknown, "signed with \(key)", "a key that is allowed")
    case .otherPurpose(let signer):
      add(
        .signerUnknown, "signed by \(signer.principal), whose key is allowed for other things",
        "a key that is allowed for git")
    case .expired(let signer, let time):
      let until = time.map { " until \($0.canonicalText)" } ?? ""
      add(
        .signerExpired, "signed by \(signer.principal) with \(signer.key)",
        "a key that was allowed \(at): this one was\(until)")
    case .early(let signer, let time):
      let from = time.map { " from \($0.canonicalText) on" } ?? " later"
      add(
        .signerEarly, "signed by \(signer.principal) with \(signer.key)",
        "a key that was allowed \(at): this one is\(from)")
    case .revoked(let signer):
      add(
        .signerRevoked, "signed by \(signer.principal) with \(signer.key)",
        "a key that is not revoked: whether it was when it signed, nothing tells")
    case .unchecked(let reason): add(.signatureUnchecked, reason)
    }
    return nil
  }

  private func number(of signer: Signer) -> Int {
    known.withLock { known in
      if let number = known.numbers[signer] { return number }
      known.list.append(signer)
      known.numbers[signer] = known.list.count - 1
      return known.list.count - 1
    }
  }

  private static func finding(
    _ rule: VerificationRule, _ found: String, _ expected: String?, _ item: Item
  ) -> VerificationFinding {
    let commit = CommitID(item.commit)
    switch item.place {
    case .ledger(let replica):
      return VerificationFinding(
        rule, found, expected: expected, commit: commit,
        subject: StoreLayout.ledgerReference(of: replica))
    case .event(let stream, let version):
      return VerificationFinding(
        rule, found, expected: expected, stream: stream,
        versions: max(1, version)...max(1, version), commit: commit)
    }
  }
}
