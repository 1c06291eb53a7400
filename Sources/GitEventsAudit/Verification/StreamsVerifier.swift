import Dispatch
import Git
import GitEvents
import Synchronization

/// Checks many streams on all cores.
struct StreamsVerifier: Sendable {
  /// A stream with more events than this is checked in stretches.
  private static let long = 8192
  private static let stretch = 4096

  private let verifier: StreamVerifier
  private let reader: EventReader
  private let view: ReferenceView
  private let account: LedgerAccount

  /// Prepares to check streams.
  ///
  /// - Parameters:
  ///   - objects: Reads the repository.
  ///   - view: Where the streams' refs point.
  ///   - ledgers: What the ledgers say.
  ///   - now: What time it is.
  ///   - mayLackPayloads: Whether payloads may be elsewhere.
  ///   - report: Is told how far the run is.
  init(
    _ objects: CheckedObjects, _ view: ReferenceView, _ ledgers: LedgersVerifier.Outcome,
    now: Timestamp, mayLackPayloads: Bool,
    reporting report: (@Sendable (VerificationProgress) -> Void)?
  ) {
    self.view = view
    account = ledgers.account
    reader = EventReader(objects)
    let total = ledgers.events
    let done = Counter()
    verifier = StreamVerifier(
      objects, account, now: now, hasLedger: !view.ledgers.isEmpty,
      mayLackPayloads: mayLackPayloads
    ) { events in
      let seen = done.value.add(events, ordering: .relaxed).newValue
      report?(VerificationProgress(events: seen, total: max(total, seen)))
    }
  }

  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  private typealias Seen = Result<StreamVerifier.Outcome, EventStoreError>

  /// Checks streams.
  ///
  /// - Parameter names: The streams.
  /// - Returns: What was seen of each, in their order.
  /// - Throws: `io` and what else keeps one from being read.
  func verify(_ names: [StreamName]) throws(EventStoreError) -> [StreamVerifier.Outcome] {
    let isLong = names.map { length(of: $0) > StreamsVerifier.long }
    let outcomes = StreamsVerifier.concurrently(names.count) { index in
      isLong[index]
        ? .success(StreamVerifier.Outcome())
        : Result { () throws(EventStoreError) in
          if let outcome = try sinceStart(names[index]) { return outcome }
          return try whole(names[index])
        }
    }
    var all: [StreamVerifier.Outcome] = []
    all.reserveCapacity(names.count)
    for (index, outcome) in outcomes.enumerated() {
      guard isLong[index] else {
        all.append(try outcome.get())
        continue
      }
      if let outcome = try sinceStart(names[index]) {
        all.append(outcome)
      } else {
        all.append(try inStretches(names[index]))
      }
    }
    return all
  }

  /// Checks what a stream has got since the point from which on everything is checked.
  ///
  /// - Returns: Nil where there is no such point, or where anything is wrong: then the stream is read as a whole.
  private func sinceStart(_ name: StreamName) throws(EventStoreError) -> StreamVerifier.Outcome? {
    let claims = account.claims(of: StreamComponent.encode(name.text))
    guard let newest = claims.first, view.tip(of: name) == newest.head else { return nil }
    // What a ledger says that is not trusted must be borne out, however old it is.
    let lowest = claims.last { !$0.isTrusted }.map(\.version) ?? .max
    guard let base = claims.first(where: { $0.isTrusted && $0.version < lowest }) else {
      return nil
    }
    var outcome = StreamVerifier.Outcome()
    let bottom = Int(base.version) + 1
    if newest.version > base.version {
      let head: EventCommit
      do throws(EventStoreError) {
        head = try reader.commit(base.head, of: name, version: Int(base.version))
      } catch {
        return nil
      }
      outcome = try verifier.verify(
        name, from: newest.head, bottom...Int(newest.version),
        claims.prefix { Int($0.version) >= bottom })
      guard outcome.findings.isEmpty, let lowest = outcome.lowest, lowest.parent == base.head,
        head.time < lowest.time
      else { return nil }
    } else if newest.head != base.head {
      return nil
    }
    outcome.trusted = Int(base.version)
    return outcome
  }

  private func length(of name: StreamName) -> Int {
    Int(account.claims(of: StreamComponent.encode(name.text)).first?.version ?? 0)
  }

  private func whole(_ name: StreamName) throws(EventStoreError) -> StreamVerifier.Outcome {
    try verifier.verify(
      name, from: view.tip(of: name), account.claims(of: StreamComponent.encode(name.text)))
  }

  /// Checks a long stream in stretches between commits that a ledger names.
  ///
  /// Each must begin where the one above it ended; with anything else, or anything wrong, the stream is walked as a whole.
  private func inStretches(_ name: StreamName) throws(EventStoreError) -> StreamVerifier.Outcome {
    let claims = account.claims(of: StreamComponent.encode(name.text))
    guard let newest = claims.first, view.tip(of: name) == newest.head else {
      return try whole(name)
    }
    var heads = [newest]
    for claim in claims
    where Int(heads[heads.count - 1].version) - Int(claim.version) >= StreamsVerifier.stretch {
      heads.append(claim)
    }
    let tops = heads
    let outcomes = StreamsVerifier.concurrently(tops.count) { index in
      let bottom = index + 1 < tops.count ? Int(tops[index + 1].version) + 1 : 1
      let top = Int(tops[index].version)
      let inside = claims.drop { Int($0.version) > top }.prefix { Int($0.version) >= bottom }
      return Result { () throws(EventStoreError) in
        try verifier.verify(name, from: tops[index].head, bottom...top, inside)
      }
    }
    var sum = StreamVerifier.Outcome()
    var above: (parent: ObjectID?, time: Timestamp)?
    for (index, outcome) in outcomes.enumerated() {
      let outcome = try outcome.get()
      if let above {
        guard above.parent == tops[index].head, let highest = outcome.highest, highest < above.time
        else { return try whole(name) }
      }
      above = outcome.lowest
      sum.add(outcome)
    }
    return sum.findings.isEmpty ? sum : try whole(name)
  }

  /// Does something for each index on all cores.
  private static func concurrently(
    _ count: Int, _ body: @Sendable (Int) -> Seen
  ) -> [Seen] {
    let outcomes = Mutex<[Seen?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let outcome = body(index)
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0 }.compactMap { $0 }
  }
}
