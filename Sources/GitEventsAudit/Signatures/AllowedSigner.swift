/// One line of a file of allowed signers: a key, whose it is, and for what and when it counts.
struct AllowedSigner: Sendable {
  /// Whose it is.
  let principals: PrincipalPatterns
  let key: SSHPublicKey
  /// Whether the key is an authority's, which signs certificates and no commits.
  let isAuthority: Bool
  /// For what signatures of the key count; nil for everything.
  let namespaces: PrincipalPatterns?
  /// From when on they count, in seconds since 1970.
  let validAfter: Int64?
  /// Until when they count.
  let validBefore: Int64?

  /// Why a signature of the key does not count.
  enum Refusal: Sendable {
    case namespace, early(Int64), late(Int64)
  }

  /// Why a signature of a commit does not count at a time.
  ///
  /// - Parameter seconds: The time.
  /// - Returns: Nil where it counts.
  func refusal(at seconds: Int64) -> Refusal? {
    if let namespaces, !namespaces.match("git") { return .namespace }
    if let validAfter, seconds < validAfter { return .early(validAfter) }
    if let validBefore, seconds > validBefore { return .late(validBefore) }
    return nil
  }
}
