package import GitEvents

/// Events whose numbers a program could not take as they are written.
package struct DigitLoss: Sendable, Hashable {
  /// One of the events.
  package struct Place: Sendable, Hashable {
    package let stream: StreamName
    package let version: Int
  }

  /// How many events.
  package private(set) var count = 0
  /// The first of them.
  package private(set) var first: Place?

  package init() {}

  mutating func add(_ event: RecordedEvent) {
    if first == nil { first = Place(stream: event.stream, version: event.version) }
    count += 1
  }

  /// These, and then others.
  func followed(by others: DigitLoss) -> DigitLoss {
    var both = self
    both.count += others.count
    both.first = first ?? others.first
    return both
  }
}

extension DigitLoss {
  /// The loss as a word of a checkpoint.
  var word: String {
    guard let first else { return "0" }
    return "\(count):\(first.version):\(StreamComponent.encode(first.stream.text))"
  }

  /// Reads the word back; fails for anything else.
  init?(word: String) {
    if word == "0" { return }
    let parts = word.split(separator: ":")
    guard parts.count == 3, let count = Int(parts[0]), count > 0, let version = Int(parts[1]),
      let name = StreamComponent.decode(parts[2]), let stream = try? StreamName(name)
    else { return nil }
    self.count = count
    first = Place(stream: stream, version: version)
  }
}
