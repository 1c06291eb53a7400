import Git

/// What becomes of a stream: a line of the ledger, and a move of the stream's ref.
struct StreamChange {
  /// The stream.
  let stream: StreamName
  /// Where it was; nil for a new stream.
  let old: StreamHead?
  /// Where it is now.
  private(set) var new: StreamHead
  /// Whether an append had named the version that it expected.
  private(set) var isExpected: Bool
  /// Where the new events begin, where that is not where the stream was: what it held beyond was taken out.
  private var rebased: (base: Int, superseded: LedgerLine.Superseded)?

  /// The version before the first event that is new.
  var before: Int { rebased?.base ?? old?.version ?? 0 }

  /// Notes what becomes of a stream that gets events.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - old: Where it was; nil for a new stream.
  ///   - new: Where it is now.
  ///   - isExpected: Whether an append had named the version that it expected.
  init(stream: StreamName, old: StreamHead?, new: StreamHead, isExpected: Bool) {
    self.stream = stream
    self.old = old
    self.new = new
    self.isExpected = isExpected
  }

  /// Notes what becomes of a stream whose newest events were taken out again.
  ///
  /// - Parameters:
  ///   - divergence: What was here, and what came in its place.
  ///   - new: Where the stream is now.
  init(rebasing divergence: StreamDivergence, to new: StreamHead) {
    self.init(stream: divergence.stream, old: divergence.here, new: new, isExpected: false)
    rebased = (
      divergence.there.version,
      LedgerLine.Superseded(
        before: divergence.base, after: divergence.here.version, head: divergence.here.commit)
    )
  }

  /// Goes on from where the stream is now.
  ///
  /// - Parameters:
  ///   - head: Where it is then.
  ///   - isExpected: Whether the append had named the version that it expected.
  mutating func extend(to head: StreamHead, isExpected: Bool) {
    new = head
    if isExpected { self.isExpected = true }
  }

  /// What the ledger says of it.
  var line: LedgerLine {
    LedgerLine(
      component: StreamComponent.encode(stream.text), before: before, after: new.version,
      head: new.commit, superseded: rebased?.superseded, isExpected: isExpected)
  }

  /// How the stream's ref moves.
  var move: ReferenceMoves.Move {
    ReferenceMoves.Move(
      name: StoreLayout.reference(of: stream), old: old?.commit, new: new.commit)
  }
}

extension [StreamName: StreamChange] {
  /// Adds what an append made of a stream to what was made of it before.
  ///
  /// - Parameter change: The change, which begins where the one before it ended.
  mutating func extend(with change: StreamChange) {
    if self[change.stream]?.extend(to: change.new, isExpected: change.isExpected) == nil {
      self[change.stream] = change
    }
  }
}

extension AppendPlan {
  /// What becomes of each stream that gets events.
  ///
  /// - Parameter heads: Where the streams are then.
  /// - Returns: The changes, in any order.
  func changes(to heads: [StreamName: StreamHead]) -> [StreamChange] {
    touched.compactMap { stream, touched in
      heads[stream].map {
        StreamChange(stream: stream, old: touched.old, new: $0, isExpected: touched.isExpected)
      }
    }
  }
}
