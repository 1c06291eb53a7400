import Git
public import GitEvents

/// Checks the signatures of commits against what the verifier knows, and never against what the repository says.
public struct SignatureChecker: Sendable {
  /// No honest signature comes near this size.
  private static let largest = 1 << 16

  private let ssh: SSHVerifier
  private let openPGP: OpenPGPVerifier

  /// Says what is known.
  ///
  /// - Parameters:
  ///   - allowed: The keys of OpenSSH that are allowed; nil where nothing is said of them.
  ///   - revoked: The path of a list of revoked keys of OpenSSH.
  ///   - leastTrust: How far the keyring must trust a key of OpenPGP (`gpg.minTrustLevel`); nil for git's default.
  ///   - tools: The programs that check what is not checked here.
  /// - Throws: `invalidInput` for a trust that git does not know.
  public init(
    allowed: AllowedSigners?, revoked: String? = nil, leastTrust: String? = nil,
    tools: SignatureTools
  ) throws(EventStoreError) {
    let trust = leastTrust.map { OpenPGPVerifier.Trust(rawValue: $0.lowercased()) }
    if case .some(nil) = trust {
      throw EventStoreError(
        .invalidInput, "gpg.minTrustLevel is '\(leastTrust ?? "")', which is none of its values",
        hint: "undefined, never, marginal, fully or ultimate")
    }
    ssh = SSHVerifier(allowed, revoked: revoked, tools)
    openPGP = OpenPGPVerifier(tools, leastTrust: (trust ?? nil) ?? .undefined)
  }

  /// Checks the signature of a commit.
  ///
  /// - Parameters:
  ///   - content: The content of the commit object.
  ///   - time: When it counts.
  /// - Returns: What is to be said of it.
  /// - Throws: `invalidInput` where it is not said whose keys are whose; `io`.
  package func check(
    _ content: [UInt8], at time: Timestamp
  ) throws(EventStoreError) -> SignatureVerdict {
    let commit = SignedCommit(content)
    guard let signature = commit.signatures.first else {
      // A signature under another header is one for another hash, which git does not read here either.
      return .unsigned
    }
    guard commit.signatures.count == 1 else { return .bad("there are several") }
    guard signature.count <= SignatureChecker.largest else { return .bad("it is too large") }
    if SSHSignature.isOne(signature) {
      return try ssh.verify(signature, over: commit.payload, at: time)
    }
    if OpenPGPVerifier.isOne(signature) {
      return try openPGP.verify(signature, over: commit.payload, at: time)
    }
    if signature.starts(with: "-----BEGIN SIGNED MESSAGE-----".utf8) {
      return .unchecked("signatures of X.509 are not checked")
    }
    return .bad("what stands in its place is no signature")
  }
}
