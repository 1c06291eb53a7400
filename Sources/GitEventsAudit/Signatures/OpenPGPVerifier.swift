import Git
import GitEvents
import Synchronization

/// Checks signatures of OpenPGP with the user's `gpg` and keyring, with its clock set to when they count.
///
/// What `gpg` says on its status lines is described in GnuPG's `doc/DETAILS`.
struct OpenPGPVerifier: Sendable {
  /// How far the keyring's owner trusts that a key is whose it says; in git's order (`gpg.minTrustLevel`).
  enum Trust: String, Sendable, CaseIterable {
    case undefined, never, marginal, fully, ultimate

    fileprivate var rank: Int { Trust.allCases.firstIndex(of: self) ?? 0 }
  }

  private let tools: SignatureTools
  private let leastTrust: Trust
  private let keys = Memory()

  /// What the keyring says of a key is asked once.
  private final class Memory: Sendable {
    let known = Mutex<[String: OpenPGPKey]>([:])
  }

  init(_ tools: SignatureTools, leastTrust: Trust) {
    self.tools = tools
    self.leastTrust = leastTrust
  }

  /// Whether a text begins as such a signature does.
  static func isOne(_ armored: [UInt8]) -> Bool {
    ["-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----"].contains {
      armored.starts(with: $0.utf8)
    }
  }

  /// Checks a signature.
  ///
  /// - Parameters:
  ///   - armored: The signature.
  ///   - payload: What it should be of.
  ///   - time: When it counts.
  /// - Returns: What is to be said of it.
  /// - Throws: `io`.
  func verify(
    _ armored: [UInt8], over payload: [UInt8], at time: Timestamp
  ) throws(EventStoreError) -> SignatureVerdict {
    let said: OpenPGPStatus
    do throws(GitError) {
      var folder = try PrivateFolder(in: tools.folder)
      let signature = try folder.write(armored, as: "signature")
      let message = try folder.write(payload, as: "commit")
      // Nothing is fetched for a stranger's signature, and the clock stands still at the time that counts.
      let outcome = try tools.openPGP.run(
        [
          "--batch", "--no-tty", "--no-auto-key-retrieve", "--no-auto-check-trustdb",
          "--faked-system-time", "\(max(0, time.seconds))!", "--keyid-format=long", "--status-fd=1",
          "--verify", signature, "-",
        ], readingFrom: message)
      said = OpenPGPStatus(outcome.output)
    } catch {
      guard case .command(_, _, let message) = error else { throw EventStoreError(error) }
      return .unchecked("\(tools.openPGP.name) cannot be run: \(message)")
    }
    return try verdict(said, at: time)
  }

  private func verdict(
    _ said: OpenPGPStatus, at time: Timestamp
  ) throws(EventStoreError) -> SignatureVerdict {
    guard let answer = said.answer else {
      return .bad("gpg finds no signature, or more than one")
    }
    switch answer {
    case .bad: return .bad("it does not fit what the commit says")
    case .expiredSignature: return .bad("it says itself that it had expired")
    case .error(9): return .unknown(key: said.key)
    case .error(let code):
      let key = try key(said.key)
      if let made = key.made, made > time { return .early(key.signer, until: made) }
      return .unchecked("gpg cannot check it (code \(code))")
    case .good, .expiredKey, .revokedKey: break
    }
    // Without this line the key's whole fingerprint is not known, and what is only half known is not believed.
    guard said.isValid else { return .bad("gpg does not call it valid") }
    let key = try key(said.key)
    switch answer {
    case .revokedKey: return .revoked(key.signer)
    case .expiredKey: return .expired(key.signer, since: key.expires)
    default: break
    }
    let trust = said.trust ?? .undefined
    guard trust != .never, trust.rank >= leastTrust.rank else {
      return .unknown(key: "\(said.key), which the keyring does not trust (\(trust.rawValue))")
    }
    return .good(key.signer)
  }

  private func key(_ fingerprint: String) throws(EventStoreError) -> OpenPGPKey {
    if let known = keys.known.withLock({ $0[fingerprint] }) { return known }
    let found: OpenPGPKey
    do throws(GitError) {
      let outcome = try tools.openPGP.run(
        [
          "--batch", "--no-tty", "--no-auto-check-trustdb", "--with-colons", "--fixed-list-mode",
          "--list-keys", "--", "0x\(fingerprint)",
        ])
      found = OpenPGPKey(outcome.output, fingerprint: fingerprint)
    } catch {
      throw EventStoreError(error)
    }
    keys.known.withLock { $0[fingerprint] = found }
    return found
  }
}
