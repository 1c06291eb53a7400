import Git

/// Which commits a store signs, and with what.
package struct CommitSigning: Sendable {
  /// Which commits are signed.
  package enum Scope: String, Sendable, CaseIterable {
    /// Each commit of the ledger: one signature for all that an append adds.
    case ledger
    /// Each event, too.
    case event
  }

  /// Which commits are signed.
  package let scope: Scope
  private let signer: any CommitSigner

  /// Says which commits are signed, and with what.
  ///
  /// - Parameters:
  ///   - scope: Which commits are signed.
  ///   - signer: What makes the signatures.
  package init(_ scope: Scope, with signer: any CommitSigner) {
    self.scope = scope
    self.signer = signer
  }

  /// Signs a commit.
  ///
  /// - Parameter content: The content of the commit object without a signature.
  /// - Returns: The content with it.
  /// - Throws: `signingFailed`: nothing may be written then.
  package func signed(_ content: [UInt8]) throws(EventStoreError) -> [UInt8] {
    let signature = try signer.signature(of: content)
    do throws(GitError) {
      return try SignedCommit.adding(signature, to: content)
    } catch {
      throw EventStoreError(
        .signingFailed, "what was made is no signature that a commit can hold",
        hint: "nothing was written; `git commit-tree -S` says whether git can sign here",
        cause: error)
    }
  }
}
