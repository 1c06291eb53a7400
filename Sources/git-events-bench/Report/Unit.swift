/// What a figure counts.
enum Unit: String {
  case perSecond = "/s"
  case milliseconds = "ms"
  case microsecondsPerEvent = "µs/event"
  case mebibytes = "MiB"
  case bytesPerEvent = "bytes/event"

  /// Whether a larger figure is the better one.
  var moreIsBetter: Bool { self == .perSecond }

  /// Writes a figure.
  ///
  /// - Parameter value: The figure.
  /// - Returns: The figure with its unit.
  func text(_ value: Double) -> String {
    switch self {
    case .perSecond: Decimals.grouped(value) + rawValue
    case .milliseconds, .microsecondsPerEvent: Decimals.text(value, places: 1) + " " + rawValue
    case .mebibytes, .bytesPerEvent: Decimals.grouped(value) + " " + rawValue
    }
  }

  /// What so many seconds are as a figure.
  ///
  /// - Parameter seconds: The seconds of one event, or of one run.
  /// - Returns: The figure.
  func figure(ofSeconds seconds: Double) -> Double {
    switch self {
    case .perSecond: seconds > 0 ? 1 / seconds : 0
    case .milliseconds: seconds * 1000
    case .microsecondsPerEvent: seconds * 1_000_000
    case .mebibytes, .bytesPerEvent: seconds
    }
  }
}
