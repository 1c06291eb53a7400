/// What a row says about its target.
enum Verdict: String {
  case reached = "ok"
  case below = "below"
  case noPeer = "no peer"
  /// There is nothing to reach.
  case figure = "–"
  /// What it measures is not a part of the program yet.
  case notBuilt = "not yet built"
  /// It could not be measured.
  case failed = "failed"

  /// Whether the run as a whole falls short because of it.
  var fallsShort: Bool { self == .below || self == .failed }
}
