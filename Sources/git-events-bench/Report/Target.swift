/// What a row must reach: a limit, a ratio to the peer, or both.
struct Target: Equatable {
  /// The figure itself: at least this where more is better, else at most.
  var limit: Double?
  /// Our figure divided by the peer's: at least this where more is better, else at most.
  var ratio: Double?

  /// A row that is there to be known.
  static let none = Target()

  /// Writes what must be reached.
  ///
  /// - Parameter unit: The figure's unit.
  /// - Returns: The text; empty where there is nothing to reach.
  func text(_ unit: Unit) -> String {
    let sign = unit.moreIsBetter ? "≥" : "≤"
    let limit = limit.map { "\(sign) \(unit.text($0))" }
    let ratio = ratio.map { "\(sign) \(Decimals.text($0, places: $0 == $0.rounded() ? 0 : 2))×" }
    return [limit, ratio].compactMap(\.self).joined(separator: " and ")
  }

  /// Judges a row.
  ///
  /// - Parameters:
  ///   - value: Our figure.
  ///   - unit: Its unit.
  ///   - peer: The peer's figure; nil where it is missing.
  /// - Returns: The verdict.
  func verdict(_ value: Double, _ unit: Unit, against peer: Double?) -> Verdict {
    func reaches(_ value: Double, _ bound: Double) -> Bool {
      unit.moreIsBetter ? value >= bound : value <= bound
    }
    if limit == nil, ratio == nil { return .figure }
    if let limit, !reaches(value, limit) { return .below }
    guard let ratio else { return .reached }
    guard let peer, peer > 0 else { return .noPeer }
    return reaches(value / peer, ratio) ? .reached : .below
  }
}
