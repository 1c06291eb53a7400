import Git
import GitEvents

/// The refs of a store at one moment, as plain files and packed-refs say them.
struct ReferenceView {
  /// The streams that have refs, in the order of the refs.
  private(set) var streams: [StreamName] = []
  /// The replicas with where their ledgers are.
  private(set) var ledgers: [(replica: String, tip: ObjectID)] = []
  /// What is wrong with the refs themselves.
  private(set) var findings: [VerificationFinding] = []
  private var tips: [StreamName: ObjectID] = [:]

  /// The ledgers are read before the streams and behind them: what lies between two equal looks is of one moment.
  private static let looks = 20

  /// Reads the refs.
  ///
  /// - Parameter repository: The repository.
  /// - Throws: `io`, `damaged` for a packed-refs file that cannot be read at all.
  init(_ repository: any StoreRepository) throws(EventStoreError) {
    var before = try ReferenceView.list(repository, StoreLayout.ledgerPrefix)
    for look in 1...ReferenceView.looks {
      let listed = try ReferenceView.list(repository, StoreLayout.streamPrefix)
      let after = try ReferenceView.list(repository, StoreLayout.ledgerPrefix)
      guard before == after || look == ReferenceView.looks else {
        before = after
        continue
      }
      take(streams: listed)
      take(ledgers: after)
      return
    }
  }

  /// Reads some streams and the ledgers once more.
  ///
  /// - Parameters:
  ///   - names: The streams.
  ///   - repository: The repository.
  /// - Returns: Whether any of them has moved.
  /// - Throws: As `init` does.
  mutating func refresh(
    _ names: [StreamName], _ repository: any StoreRepository
  ) throws(EventStoreError) -> Bool {
    var found: [StreamName: ObjectID] = [:]
    var before = try ReferenceView.list(repository, StoreLayout.ledgerPrefix)
    for _ in 1...ReferenceView.looks {
      found = [:]
      for name in names {
        do throws(GitError) {
          found[name] = try repository.reference(StoreLayout.reference(of: name))
        } catch {
          // What cannot be read was told of with the first look.
          if case .damagedReference = error { continue }
          throw EventStoreError(error, stream: name)
        }
      }
      let after = try ReferenceView.list(repository, StoreLayout.ledgerPrefix)
      if before == after { break }
      before = after
    }
    let earlier = ledgers
    ledgers = []
    take(ledgers: before, isAgain: true)
    var hasMoved = !ledgers.elementsEqual(earlier) { $0 == $1 }
    for name in names where tips[name] != found[name] {
      hasMoved = true
      tips[name] = found[name]
    }
    return hasMoved
  }

  /// Where a stream's ref points.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: Nil where it has none.
  func tip(of stream: StreamName) -> ObjectID? { tips[stream] }

  /// The streams that there are or that a ledger tells of.
  ///
  /// - Parameter account: What the ledgers tell of.
  /// - Returns: Their names, those that have refs first, in the order of the refs.
  func names(_ account: LedgerAccount) -> [StreamName] {
    var names = streams
    for component in account.components {
      if let name = StoreLayout.stream(of: StoreLayout.streamPrefix + component), tips[name] == nil
      {
        names.append(name)
      }
    }
    return names
  }

  private mutating func take(streams listed: [ListedReference]) {
    for reference in listed {
      guard let name = StoreLayout.stream(of: reference.name),
        StoreLayout.reference(of: name) == reference.name
      else {
        findings.append(
          VerificationFinding(
            .referenceName, "a ref that the store does not make", subject: reference.name))
        continue
      }
      guard let tip = sound(reference, name) else { continue }
      streams.append(name)
      tips[name] = tip
    }
  }

  private mutating func take(ledgers listed: [ListedReference], isAgain: Bool = false) {
    let known = findings.count
    for reference in listed {
      let replica = String(reference.name.dropFirst(StoreLayout.ledgerPrefix.count))
      if replica.contains("/") {
        findings.append(
          VerificationFinding(
            .referenceName, "a ref that the store does not make", subject: reference.name))
      }
      guard let tip = sound(reference, nil) else { continue }
      ledgers.append((replica, tip))
    }
    if isAgain { findings.removeSubrange(known...) }
  }

  private mutating func sound(_ reference: ListedReference, _ stream: StreamName?) -> ObjectID? {
    do throws(GitError) {
      return try reference.target.get()
    } catch {
      let reason = EventStoreError(error).message
      findings.append(
        VerificationFinding(.referenceDamaged, reason, stream: stream, subject: reference.name))
      return nil
    }
  }

  private static func list(
    _ repository: any StoreRepository, _ prefix: String
  ) throws(EventStoreError) -> [ListedReference] {
    var listed: [ListedReference] = []
    var pages = ReferencePages(repository, under: prefix)
    return try onGit { () throws(GitError) in
      while true {
        let page = try pages.next()
        if page.isEmpty { return listed }
        listed += page
      }
    }
  }
}
