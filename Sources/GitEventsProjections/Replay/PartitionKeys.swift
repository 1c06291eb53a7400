import GitEvents
import JQ

/// Tells to which state of a partitioned projection an event belongs.
final class PartitionKeys {
  private let partition: StoreScope.Partition?
  private let program: JQProgram?
  private(set) var slots: [String: Int] = [:]
  /// The keys in order of their slots.
  private(set) var keys: [String] = []
  /// Events whose numbers lost digits on the way into a key: different keys may have become one.
  private(set) var losses = DigitLoss()

  /// Compiles the expression, where there is one.
  init(_ partition: StoreScope.Partition?, _ options: ReplayOptions) throws(ProjectionError) {
    self.partition = partition
    guard case .key(let expression)? = partition else {
      program = nil
      return
    }
    do {
      program = try JQProgram(
        expression, profile: .projection, limits: options.limits,
        interruption: options.interruption)
    } catch {
      throw ProjectionError(error, projection: "--by", at: nil)
    }
  }

  /// The slot of an event's state.
  ///
  /// - Parameter event: The event.
  /// - Returns: Nil where the event belongs to no part.
  /// - Throws: `programFailed`, `programStopped`.
  func slot(of event: RecordedEvent) throws(ProjectionError) -> Int? {
    switch partition {
    case nil: return slot(of: "")
    case .stream?: return slot(of: event.stream.text)
    case .category?: return slot(of: event.stream.category)
    case .key?: return try key(of: event).map(slot(of:))
    }
  }

  /// The slot of a key; a new one for a new key.
  func slot(of key: String) -> Int {
    if let slot = slots[key] { return slot }
    slots[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  private func key(of event: RecordedEvent) throws(ProjectionError) -> String? {
    var shared = event
    shared.position = nil
    let values: [[UInt8]]
    do {
      values = try program?.values(of: EventJSON.line(shared)) ?? []
    } catch {
      throw ProjectionError(error, projection: "--by", at: event)
    }
    guard values.count == 1, let value = values.first else {
      throw ProjectionError(
        values.isEmpty ? .noValue : .severalValues, projection: "--by", at: event)
    }
    // A key with fewer digits is none that was rounded.
    if value.count(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) >= 15,
      JQNumbers.losesDigits(in: event.data.bytes)
    {
      losses.add(event)
    }
    switch value.first {
    case UInt8(ascii: "n"): return nil
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      throw ProjectionError(
        .failed(message: "a key is a string, a number, true or false"), projection: "--by",
        at: event)
    case UInt8(ascii: "\""):
      guard let text = try? JSONText(value) else { return nil }
      return JSONValue(text).string
    default: return String(decoding: value, as: UTF8.self)
    }
  }
}
