extension ReportLine {
  /// How a figure is taken from the rounds.
  enum Statistic: String {
    /// The best round, for what is done in bulk.
    case best
    /// The round in the middle, for what a user waits for.
    case median
  }

  /// Makes a line of what rounds gave.
  ///
  /// - Parameters:
  ///   - row: The row's name.
  ///   - events: How many events the store held.
  ///   - unit: What the figure counts.
  ///   - statistic: How it is taken.
  ///   - ours: What became of ours.
  ///   - peer: The peer's name, and what became of it.
  init(
    _ row: String, events: Int, _ unit: Unit, _ statistic: Statistic, ours: Rounds.Outcome,
    peer: (name: String, outcome: Rounds.Outcome)? = nil
  ) {
    self.row = row
    self.events = events
    self.unit = unit
    target = Targets.target(of: row)
    figure = ReportLine.figure(ours, unit, statistic)
    if case .missing(let reason) = ours { note = reason }
    guard let peer else { return }
    peerName = peer.name
    self.peer = ReportLine.figure(peer.outcome, unit, statistic)
    if case .missing(let reason) = peer.outcome { note = "\(peer.name) is missing: \(reason)" }
  }

  private static func figure(
    _ outcome: Rounds.Outcome, _ unit: Unit, _ statistic: Statistic
  ) -> Figure? {
    guard case .measured(let samples) = outcome else { return nil }
    let seconds = statistic == .best ? samples.best : samples.median
    return Figure(
      value: unit.figure(ofSeconds: seconds), statistic: statistic.rawValue,
      runs: samples.values.count, spread: samples.spread)
  }
}
