/// One line of the report: our figure beside a peer's.
struct ReportLine {
  /// A figure, how it was come by, and how far its rounds lay apart.
  struct Figure {
    var value: Double
    var statistic: String
    var runs = 1
    /// The longest time of the rounds as a multiple of the shortest.
    var spread = 1.0
  }

  /// The row's stable name.
  let row: String
  /// How many events the store held.
  let events: Int
  /// What the figure counts.
  let unit: Unit
  /// Ours; nil where there is none.
  var figure: Figure?
  /// Whom it is compared with; nil for nobody.
  var peerName: String?
  /// The peer's figure; nil where it is missing.
  var peer: Figure?
  /// What must be reached.
  var target: Target = .none
  /// What a reader must know.
  var note: String?
  /// Set where there is no figure.
  var absence: Verdict?

  /// Ours divided by the peer's.
  var ratio: Double? {
    guard let figure, let peer, peer.value > 0 else { return nil }
    return figure.value / peer.value
  }

  /// Whether the target is reached.
  var verdict: Verdict {
    guard let figure else { return absence ?? .failed }
    return target.verdict(figure.value, unit, against: peer?.value)
  }
}
