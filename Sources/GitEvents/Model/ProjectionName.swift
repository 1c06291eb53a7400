/// The name of a projection, such as `order-totals`: it stands in the names of tags as it is.
public struct ProjectionName: Hashable, Sendable {
  /// The name itself.
  public let text: String

  /// Checks a name.
  ///
  /// - Parameter text: 1 to 64 characters of `A–Z a–z 0–9 . _ -`, the first a letter or a digit; no two dots in a row,
  ///   no dot and no `.lock` at the end, which git keeps for itself.
  /// - Throws: `invalidInput`.
  public init(_ text: String) throws(EventStoreError) {
    guard ProjectionName.isValid(text) else {
      throw EventStoreError(
        .invalidInput, "invalid projection name",
        hint: "a name is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or a digit; "
          + "it holds no '..' and ends neither in a dot nor in '.lock'")
    }
    self.text = text
  }

  private static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 64,
      text.utf8.allSatisfy({ isAlphanumeric($0) || "._-".utf8.contains($0) })
    else { return false }
    return !text.contains("..") && !text.hasSuffix(".") && !text.hasSuffix(".lock")
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

extension ProjectionName: Comparable {
  /// Orders names by their bytes.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - right: Another.
  /// - Returns: Whether the first comes before the second.
  public static func < (left: ProjectionName, right: ProjectionName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension ProjectionName: CustomStringConvertible {
  /// The name itself.
  public var description: String { text }
}
