/// Makes the signature of a commit, as git would: with a program of the user's, so above this floor.
package protocol CommitSigner: Sendable {
  /// Signs a commit.
  ///
  /// - Parameter commit: The content of the commit object, without a signature.
  /// - Returns: The signature, armoured.
  /// - Throws: `signingFailed`.
  func signature(of commit: [UInt8]) throws(EventStoreError) -> [UInt8]
}
