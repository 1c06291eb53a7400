/// Why an object cannot be had from a pack that names it.
enum PackFailure: Error {
  /// The pack or its index holds other bytes than a pack does: the text says which, as a clause.
  case damaged(String)
  /// The object is larger than the reader agreed to.
  case oversized(bytes: Int)
  /// The system refused.
  case failed(GitError)
}

extension [UInt8] {
  /// Lends the bytes as `withUnsafeBytes` does, which does not say what its body throws.
  ///
  /// - Parameter body: Uses the bytes, which are valid until it returns.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  func withBytes<Value>(
    _ body: (UnsafeRawBufferPointer) throws(PackFailure) -> Value
  ) throws(PackFailure) -> Value {
    try withUnsafeBytes { bytes in
      Result { () throws(PackFailure) in try body(bytes) }
    }.get()
  }
}
