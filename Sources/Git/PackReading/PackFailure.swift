/// Why an object cannot be had from a pack that names it.
enum PackFailure: Error {
  /// The pack or its index holds other bytes than a pack does: the text says which, as a clause.
  case damaged(String)
  /// The object is larger than the reader agreed to.
  case oversized(bytes: Int)
  /// The system refused.
  case failed(GitError)
}
