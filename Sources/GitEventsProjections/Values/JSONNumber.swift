import GitEvents

/// A JSON number, with the digits with which it was written.
///
/// Equal means the same digits: `1`, `1.0` and `1e0` differ. ``isNumericallyEqual(to:)`` compares
/// what they mean.
package struct JSONNumber: Sendable, Hashable {
  /// The literal.
  let literal: CompactBytes

  /// Takes a literal that is valid.
  init(literal: CompactBytes) { self.literal = literal }

  /// Creates a whole number.
  ///
  /// - Parameter value: The number.
  package init(_ value: Int) { literal = CompactBytes(Array(String(value).utf8)) }

  /// The literal as it was written.
  package var text: String { String(decoding: literal.array, as: UTF8.self) }

  /// Says whether both mean the same number, exactly: nothing is rounded.
  ///
  /// - Parameter other: Another number.
  /// - Returns: Whether they do; `-0` means 0.
  package func isNumericallyEqual(to other: JSONNumber) -> Bool {
    self == other || DecimalMeaning(literal.array) == DecimalMeaning(other.literal.array)
  }
}
