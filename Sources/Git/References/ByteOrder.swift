#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The order of ref names: by their bytes, as git compares them.
///
/// Swift's own order of strings goes by Unicode's canonical forms, and so does its equality.
package enum ByteOrder {
  /// Compares two names.
  ///
  /// The corresponding C function is `memcmp`.
  ///
  /// - Parameters:
  ///   - left: One name.
  ///   - right: Another.
  /// - Returns: Negative where the left one comes first, zero where they are equal.
  static func compare(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Int {
    let order: Int?? = left.withContiguousStorageIfAvailable { left in
      right.withContiguousStorageIfAvailable { right in
        let common = min(left.count, right.count)
        if common > 0, let left = left.baseAddress, let right = right.baseAddress {
          let order = memcmp(left, right, common)
          if order != 0 { return Int(order) }
        }
        return left.count - right.count
      }
    }
    if case .some(.some(let order)) = order { return order }
    return compare(Array(left), Array(right))
  }

  /// Says which of two names comes first.
  ///
  /// - Parameters:
  ///   - left: One name.
  ///   - right: Another.
  /// - Returns: True where the left one does.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    compare(left.utf8, right.utf8) < 0
  }
}
