/// Compares member names by the code points that they decode to.
///
/// In UTF-8 that is the order of the decoded bytes.
package enum JSONNameOrder {
  /// Compares two names that are in canonical form, without their quotation marks.
  ///
  /// - Parameters:
  ///   - left: A name.
  ///   - leftIsEscaped: Whether it has escapes.
  ///   - right: Another name.
  ///   - rightIsEscaped: Whether that one has escapes.
  /// - Returns: A negative number if the left one comes first, 0 if they are the same name.
  package static func compare(
    _ left: ArraySlice<UInt8>, _ leftIsEscaped: Bool,
    _ right: ArraySlice<UInt8>, _ rightIsEscaped: Bool
  ) -> Int {
    guard leftIsEscaped || rightIsEscaped else { return compare(left, right) }
    return compare(
      leftIsEscaped ? JSONEscape.decoded(left)[...] : left,
      rightIsEscaped ? JSONEscape.decoded(right)[...] : right)
  }

  /// Compares bytes as they are.
  package static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var leftIndex = left.startIndex
    var rightIndex = right.startIndex
    while leftIndex < left.endIndex, rightIndex < right.endIndex {
      let difference = Int(left[leftIndex]) - Int(right[rightIndex])
      if difference != 0 { return difference }
      leftIndex += 1
      rightIndex += 1
    }
    return left.count - right.count
  }
}
