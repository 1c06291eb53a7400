/// The times that the events of one append and its ledger entry get.
struct AppendTimes {
  /// A time further ahead of this machine's clock than this is refused, so that one bad clock cannot poison the rest.
  static let maximumLead: Int64 = 10 * 60 * 1_000_000

  /// The first event's time; each further event is a microsecond later.
  let first: Timestamp

  /// Finds the earliest times that keep every order.
  ///
  /// - Parameters:
  ///   - now: What the clock says.
  ///   - ledger: The time of the ledger's newest entry.
  ///   - heads: The times of the heads of all streams that are touched.
  /// - Throws: `clockSkew`.
  init(now: Timestamp, ledger: Timestamp?, heads: [Timestamp]) throws(EventStoreError) {
    let last = (heads + (ledger.map { [$0] } ?? [])).max()
    let first = max(now.microseconds, (last?.microseconds ?? .min) + (last == nil ? 0 : 1))
    guard first - now.microseconds <= AppendTimes.maximumLead else {
      throw EventStoreError(
        .clockSkew,
        "the store's newest event is of \(Timestamp(microseconds: first)), "
          + "but this machine's clock says \(now)",
        hint: "set the clock right; more than 10 minutes apart, nothing is written")
    }
    self.first = Timestamp(microseconds: first)
  }

  /// The time of an event.
  ///
  /// - Parameter index: Its place among the new events.
  /// - Returns: The time.
  func time(ofEvent index: Int) -> Timestamp {
    Timestamp(microseconds: first.microseconds + Int64(index))
  }
}
