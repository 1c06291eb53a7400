/// What makes an event unique over the store: a retry with the same id is answered, not recorded again.
public struct EventID: Hashable, Sendable {
  /// The id itself: 1 to 128 visible ASCII characters.
  public let text: String

  /// Checks an id.
  ///
  /// - Parameter text: 1 to 128 visible ASCII characters (no space).
  /// - Throws: `invalidInput`.
  public init(_ text: String) throws(EventStoreError) {
    guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw EventStoreError(
        .invalidInput, "invalid event id",
        hint: "an id is 1 to 128 visible ASCII characters; leave it out and the store makes one")
    }
    self.text = text
  }

  /// Reads an id as a commit holds it; fails for what is none.
  ///
  /// - Parameter bytes: 1 to 128 visible ASCII characters.
  package init?(stored bytes: ArraySlice<UInt8>) {
    guard (1...128).contains(bytes.count) else { return nil }
    for byte in bytes where byte < 0x21 || byte > 0x7E { return nil }
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  /// Makes a UUID of version 7 (RFC 9562, section 5.7): ids made later sort later.
  ///
  /// - Parameters:
  ///   - time: Its millisecond becomes the first 48 bits, its microseconds within that the next 12.
  ///   - random: The source of the remaining 62 bits.
  public init(version7At time: Timestamp, random: RandomSource) {
    // Before 1970 there is no such id; those events get the earliest.
    let microseconds = UInt64(max(0, time.microseconds))
    let milliseconds = microseconds / 1000
    // RFC 9562, method 3: the fraction of the millisecond, spread over twelve bits.
    let fraction = microseconds % 1000 * 4096 / 1000
    let high = milliseconds << 16 | 0x7000 | fraction
    let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    self.text = EventID.uuidText(high, low)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Writes 128 bits in the usual form of a UUID.
  package static func uuidText(_ high: UInt64, _ low: UInt64) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for nibble in 0..<32 {
      if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
        text.append(UInt8(ascii: "-"))
      }
      let word = nibble < 16 ? high : low
      text.append(digits[Int(word >> UInt64(60 - 4 * (nibble & 15)) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension EventID: Comparable {
  /// Orders ids by their bytes: the order in which events of the same time stand.
  ///
  /// - Parameters:
  ///   - left: An id.
  ///   - right: Another.
  /// - Returns: Whether the first comes before the second.
  public static func < (left: EventID, right: EventID) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension EventID: CustomStringConvertible {
  /// The id itself.
  public var description: String { text }
}
