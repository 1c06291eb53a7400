/// Synthetic events of about 340 bytes; each follows from its index alone, so that every contender gets the same.
struct Workload: Hashable {
  /// How events are spread over streams.
  enum Spread: Hashable {
    /// Over so many streams, at random.
    case over(Int)
    /// All in one stream.
    case one
    /// Each in a stream of its own.
    case each
  }

  let count: Int
  let spread: Spread

  private static let types = [
    "order.placed", "order.paid", "order.shipped", "order.returned", "account.deposited",
    "account.withdrawn", "task.created", "task.completed",
  ]
  private static let currencies = ["EUR", "USD", "GBP"]
  private static let letters = Array("abcdefghij ")

  /// Makes one event.
  ///
  /// - Parameter index: Its index; those from `count` on are new events of the same kind.
  /// - Returns: The event.
  func event(_ index: Int) -> GeneratedEvent {
    var random = IndexedRandom(index: index)
    let number =
      switch spread {
      case .over(let streams): random.draw(below: streams)
      case .one: 0
      case .each: index
      }
    return event(index, in: "order-\(number)", &random)
  }

  /// Makes one event for a certain stream.
  ///
  /// - Parameters:
  ///   - index: Its index.
  ///   - stream: The stream.
  /// - Returns: The event.
  func event(_ index: Int, in stream: String) -> GeneratedEvent {
    var random = IndexedRandom(index: index)
    return event(index, in: stream, &random)
  }

  private func event(
    _ index: Int, in stream: String, _ random: inout IndexedRandom
  ) -> GeneratedEvent {
    let cents = 1 + random.draw(below: 100_000)
    let amount = "\(cents / 100).\(Workload.digits(cents % 100, width: 2))"
    let currency = Workload.currencies[random.draw(below: Workload.currencies.count)]
    let lines = (0...random.draw(below: 3)).map { _ in
      let sku = Workload.digits(random.draw(below: 100_000), width: 5)
      return "{\"sku\":\"SKU-\(sku)\",\"qty\":\(1 + random.draw(below: 9))}"
    }
    let note = String(
      (0..<random.draw(below: 61)).map { _ in
        Workload.letters[random.draw(below: Workload.letters.count)]
      })
    return GeneratedEvent(
      stream: stream, type: Workload.types[random.draw(below: Workload.types.count)],
      id: Workload.id(&random), correlation: "req-\(index / 5)",
      data: "{\"orderId\":\"\(stream)\",\"amount\":\(amount),\"currency\":\"\(currency)\","
        + "\"lines\":[\(lines.joined(separator: ","))],\"note\":\"\(note)\"}",
      metadata: "{\"userId\":\"user-\(random.draw(below: 500))\"}")
  }

  /// A UUID of version 4.
  private static func id(_ random: inout IndexedRandom) -> String {
    let high = hex(random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000)
    let low = hex(random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    return "\(high.prefix(8))-\(high.dropFirst(8).prefix(4))-\(high.suffix(4))"
      + "-\(low.prefix(4))-\(low.suffix(12))"
  }

  private static func hex(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }

  private static func digits(_ number: Int, width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
