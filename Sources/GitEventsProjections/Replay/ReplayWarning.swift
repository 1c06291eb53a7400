/// Something that a reader of a state should know, and that did not stop the replay.
public struct ReplayWarning: Sendable, Hashable, CustomStringConvertible {
  /// What it is, in one line.
  public let message: String

  init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}

extension ReplayWarning {
  /// Says that numbers lost digits on their way through jq.
  init?(_ losses: DigitLoss, projection: String) {
    guard losses.count > 0, let first = losses.first else { return nil }
    let events = losses.count == 1 ? "1 event" : "\(losses.count) events"
    self.init(
      "jq keeps about 17 digits of a number: \(events) lost some in \(projection), first "
        + "\(first.stream)@\(first.version); the projection merge keeps them all")
  }

  /// Says that keys of parts lost digits on their way through jq.
  init?(keys losses: DigitLoss) {
    guard losses.count > 0, let first = losses.first else { return nil }
    let events = losses.count == 1 ? "1 event" : "\(losses.count) events"
    self.init(
      "jq keeps about 17 digits of a number: keys of \(events) lost some in --by, first "
        + "\(first.stream)@\(first.version); different keys may have become one")
  }
}
