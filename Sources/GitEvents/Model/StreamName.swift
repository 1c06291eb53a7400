/// The name of a stream, such as `order-42`: the sequence of events of one thing.
///
/// UTF-8 in Unicode normalisation form C, without control characters or spaces at its ends, and at most 200 bytes
/// once it is encoded as a ref. Names that begin with `_` are the store's own.
public struct StreamName: Hashable, Sendable {
  /// The name itself.
  public let text: String

  /// The longest name, in bytes of its encoding as one component of a ref.
  public static let maximumEncodedBytes = 200

  /// The stream in which the store keeps what it knows about itself.
  package static let store = StreamName(unchecked: "_store")

  private init(unchecked text: String) {
    self.text = text
  }

  /// Checks a name.
  ///
  /// - Parameter text: The name.
  /// - Throws: `invalidInput`, with the rule that the name breaks.
  public init(_ text: String) throws(EventStoreError) {
    if let problem = StreamName.problem(with: text) {
      throw EventStoreError(.invalidInput, "invalid stream name: \(problem)")
    }
    self.text = text
  }

  /// What comes before the first `-`: `order` of `order-42`; the whole name where there is none.
  public var category: String {
    String(text.prefix { $0 != "-" })
  }

  /// Whether the stream is the store's own.
  public var isReserved: Bool { text.utf8.first == UInt8(ascii: "_") }

  private static func problem(with text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if isPlain(text) { return nil }
    for scalar in text.unicodeScalars where scalar.properties.generalCategory == .control {
      return "it holds the control character U+\(hex(scalar))"
    }
    if text.unicodeScalars.first == " " || text.unicodeScalars.last == " " {
      return "it begins or ends with a space"
    }
    if !NormalizationFormC.contains(text) { return "it is not in Unicode normalisation form C" }
    let count = StreamComponent.encode(text).utf8.count
    if count > maximumEncodedBytes {
      return "it takes \(count) bytes as a ref, more than \(maximumEncodedBytes)"
    }
    return nil
  }

  /// Whether a name is of visible ASCII characters and too short to break any rule.
  private static func isPlain(_ text: String) -> Bool {
    // Each byte takes three at most.
    text.utf8.count <= maximumEncodedBytes / 3
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension StreamName: Comparable {
  /// Orders names by their bytes.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: Another.
  /// - Returns: Whether the first comes before the second.
  public static func < (left: StreamName, right: StreamName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension StreamName: CustomStringConvertible {
  /// The name itself.
  public var description: String { text }
}
