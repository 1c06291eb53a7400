/// What an event says happened, such as `order.placed`: it becomes the subject of the event's commit.
public struct EventType: Hashable, Sendable {
  /// The type itself.
  public let text: String

  /// Checks a type.
  ///
  /// - Parameter text: 1 to 128 characters of `A–Z a–z 0–9 . _ : / -`, the first a letter or a digit.
  /// - Throws: `invalidInput`.
  public init(_ text: String) throws(EventStoreError) {
    guard EventType.isValid(text) else {
      throw EventStoreError(
        .invalidInput, "invalid event type",
        hint: "a type is 1 to 128 of A-Z a-z 0-9 . _ : / - and begins with a letter or a digit")
    }
    self.text = text
  }

  private static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 128 else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "._:/-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

extension EventType: CustomStringConvertible {
  /// The type itself.
  public var description: String { text }
}
