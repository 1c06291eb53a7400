/// The times that the events of one append and its ledger entry get.
package struct AppendTimes {
  /// A time further ahead of this machine's clock than this is refused, so that one bad clock cannot poison the rest.
  package static let maximumLead: Int64 = 10 * 60 * 1_000_000

  private let earliest: Timestamp
  private let entriesBefore: Int

  /// Finds the earliest times that keep every order.
  ///
  /// - Parameters:
  ///   - now: What the clock says.
  ///   - ledger: The time of the ledger's newest entry.
  ///   - heads: The times of the heads of all streams that are touched.
  ///   - entriesBefore: How many entries come before that of the append: a genesis, an adoption, a pull.
  /// - Throws: `clockSkew`.
  init(
    now: Timestamp, ledger: Timestamp?, heads: [Timestamp], entriesBefore: Int = 0
  ) throws(EventStoreError) {
    var earliest = now.microseconds
    for time in heads + (ledger.map { [$0] } ?? []) {
      earliest = max(earliest, time.microseconds &+ 1)
    }
    guard earliest - now.microseconds <= AppendTimes.maximumLead else {
      throw EventStoreError(
        .clockSkew,
        "the store's newest event is of \(Timestamp(microseconds: earliest)), "
          + "but this machine's clock says \(now)",
        hint: "set the clock right; more than 10 minutes apart, nothing is written")
    }
    self.earliest = Timestamp(microseconds: earliest)
    self.entriesBefore = entriesBefore
  }

  /// The time of an entry that comes before that of the append.
  ///
  /// - Parameter index: Its place among them.
  /// - Returns: The time.
  func time(ofEntry index: Int) -> Timestamp {
    Timestamp(microseconds: earliest.microseconds + Int64(index))
  }

  /// The time of an event.
  ///
  /// - Parameter index: Its place among the new events.
  /// - Returns: The time; each event is a microsecond later than the one before.
  func time(ofEvent index: Int) -> Timestamp {
    time(ofEntry: entriesBefore + index)
  }
}
