import Git
import GitEvents
import Synchronization

/// Checks signatures of OpenSSH: the usual keys here, the others with `ssh-keygen`.
///
/// A signature that fails here is shown to `ssh-keygen` before it is called bad: what git accepts is accepted.
struct SSHVerifier: Sendable {
  private let allowed: AllowedSigners?
  private let revoked: String?
  private let tools: SignatureTools
  private let revocations = Memory()

  /// Whether a key is revoked is asked once.
  private final class Memory: Sendable {
    let known = Mutex<[SSHPublicKey: Bool]>([:])
  }

  init(_ allowed: AllowedSigners?, revoked: String?, _ tools: SignatureTools) {
    self.allowed = allowed
    self.revoked = revoked
    self.tools = tools
  }

  /// Checks a signature.
  ///
  /// - Parameters:
  ///   - armored: The signature.
  ///   - payload: What it should be of.
  ///   - time: When it counts.
  /// - Returns: What is to be said of it.
  /// - Throws: `invalidInput` where it is not said whose keys are whose; `io`.
  func verify(
    _ armored: [UInt8], over payload: [UInt8], at time: Timestamp
  ) throws(EventStoreError) -> SignatureVerdict {
    guard let allowed else { throw SSHVerifier.noAllowedSigners }
    guard let signature = SSHSignature(armored) else {
      return .bad("what stands in its place is no signature of OpenSSH")
    }
    guard signature.namespace.elementsEqual("git".utf8) else {
      return .bad("it was made for another purpose than a commit")
    }
    if signature.key.isCertificate {
      return try verifyCertificate(signature, armored, payload, allowed, at: time)
    }
    switch signature.key.isValid(signature, over: signature.message(over: payload)) {
    case true: break
    default:
      switch try asks(["-Y", "check-novalidate", "-n", "git"], armored, payload) {
      case .yes: break
      case .no: return .bad("it does not fit what the commit says")
      case .none(let reason): return .unchecked("a key of type \(signature.key.type): \(reason)")
      }
    }
    let key = signature.key
    let lines = allowed.lines(of: key)
    let first = lines.first.map { SSHVerifier.signer($0) }
    if try isRevoked(key, armored, payload) {
      return .revoked(
        first ?? Signer(principals: PrincipalPatterns("unknown"), key: key.fingerprint))
    }
    var refusal: SignatureVerdict = .unknown(key: key.fingerprint)
    for line in lines {
      let signer = SSHVerifier.signer(line)
      switch line.refusal(at: time.seconds) {
      case nil: return .good(signer)
      case .namespace: refusal = .otherPurpose(signer)
      case .early(let from): refusal = .early(signer, until: SSHVerifier.time(from))
      case .late(let until): refusal = .expired(signer, since: SSHVerifier.time(until))
      }
    }
    return refusal
  }

  private static func signer(_ line: AllowedSigner) -> Signer {
    Signer(principals: line.principals, key: line.key.fingerprint)
  }

  private static func time(_ seconds: Int64) -> Timestamp? {
    let (microseconds, isTooLate) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return isTooLate ? nil : Timestamp(microseconds: microseconds)
  }

  private static var noAllowedSigners: EventStoreError {
    EventStoreError(
      .invalidInput, "there are signatures of OpenSSH, and nothing says whose keys are whose",
      hint: "name a file of your own with --allowed-signers, or in your own configuration: "
        + "git config --global gpg.ssh.allowedSignersFile FILE")
  }

  /// Whether a key is in the list of those that are revoked; the list is a matter of `ssh-keygen`.
  private func isRevoked(
    _ key: SSHPublicKey, _ armored: [UInt8], _ payload: [UInt8]
  ) throws(EventStoreError) -> Bool {
    guard let revoked else { return false }
    if let known = revocations.known.withLock({ $0[key] }) { return known }
    // Nothing but the list can speak against a signature that is sound, by a key that is allowed here alone.
    let line = "anybody \(key.type) \(Base64.encode(key.blob))\n"
    let answer = try asks(
      ["-Y", "verify", "-n", "git", "-I", "anybody", "-r", revoked], armored, payload,
      allowing: Array(line.utf8))
    let isRevoked: Bool
    switch answer {
    case .yes: isRevoked = false
    case .no: isRevoked = true
    case .none(let reason):
      throw EventStoreError(
        .io, "whether keys are revoked cannot be asked: \(reason)",
        hint: "install OpenSSH's ssh-keygen, or leave the list of revoked keys out")
    }
    revocations.known.withLock { $0[key] = isRevoked }
    return isRevoked
  }

  /// Has `ssh-keygen` decide all of it: what an authority may vouch for, for whom, and when.
  private func verifyCertificate(
    _ signature: SSHSignature, _ armored: [UInt8], _ payload: [UInt8], _ allowed: AllowedSigners,
    at time: Timestamp
  ) throws(EventStoreError) -> SignatureVerdict {
    let moment = "verify-time=\(SSHVerifier.digits(of: time))Z"
    switch try asks(["-Y", "check-novalidate", "-n", "git"], armored, payload) {
    case .yes: break
    case .no: return .bad("it does not fit what the commit says")
    case .none(let reason): return .unchecked("a certificate: \(reason)")
    }
    var principals: [String] = []
    let found = try asks(
      ["-Y", "find-principals", "-O", moment, "-f", allowed.path], armored, payload
    ) { output in
      principals = output.split(separator: "\n").map(String.init)
    }
    if case .none(let reason) = found { return .unchecked("a certificate: \(reason)") }
    for principal in principals.prefix(16) {
      let list = revoked.map { ["-r", $0] } ?? []
      let answer = try asks(
        ["-Y", "verify", "-n", "git", "-O", moment, "-f", allowed.path, "-I", principal] + list,
        armored, payload)
      if case .yes = answer {
        return .good(
          Signer(
            principals: PrincipalPatterns(principal), key: signature.key.fingerprint))
      }
    }
    return .unknown(key: "\(signature.key.fingerprint), a certificate")
  }

  /// Writes a time as `ssh-keygen` reads it.
  private static func digits(of time: Timestamp) -> String {
    String(time.canonicalText.filter(\.isNumber).prefix(14))
  }

  private enum Answer {
    case yes, no
    /// There is no program, or it cannot be run.
    case none(String)
  }

  private func asks(
    _ arguments: [String], _ armored: [UInt8], _ payload: [UInt8], allowing line: [UInt8]? = nil,
    _ read: (String) -> Void = { _ in }
  ) throws(EventStoreError) -> Answer {
    do throws(GitError) {
      var folder = try PrivateFolder(in: tools.folder)
      let message = try folder.write(payload, as: "commit")
      var words = arguments + ["-s", try folder.write(armored, as: "signature")]
      if let line { words += ["-f", try folder.write(line, as: "allowed")] }
      let outcome = try tools.ssh.run(words, readingFrom: message)
      read(String(decoding: outcome.output, as: UTF8.self))
      return outcome.status == 0 ? .yes : .no
    } catch {
      guard case .command(_, _, let message) = error else { throw EventStoreError(error) }
      return .none("\(tools.ssh.name) cannot be run: \(message)")
    }
  }
}
