import Git
import GitEvents
import GitEventsAudit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a server's settings say of signatures; they are the server's own, which no push can change.
struct RequiredSignatures {
  /// More than any honest list has.
  private static let largest = 16 << 20

  let context: Context

  /// What is checked of a push.
  ///
  /// - Parameter repository: The repository that is pushed to.
  /// - Returns: Nil where nothing need be signed.
  /// - Throws: A `Failure` where the settings do not say whose keys are whose: then nothing is taken.
  func demands(_ repository: Repository) throws -> IncomingSignatures? {
    let settings = repository.configuration
    guard let asked = settings.string("events.requireSigned") else { return nil }
    let scope: IncomingSignatures.Scope
    if let named = IncomingSignatures.Scope(rawValue: asked.lowercased()) {
      scope = named
    } else if try settings.bool("events.requireSigned") == true {
      scope = .ledger
    } else {
      return nil
    }
    let surroundings = context.surroundings
    let file = { (key: String) in
      settings.string(key).flatMap { $0.isEmpty ? nil : $0 }
        .map { surroundings.path(surroundings.expandingHome($0)) }
    }
    let checker = try SignatureChecker(
      allowed: file("gpg.ssh.allowedSignersFile").map { path in
        try AllowedSigners(
          OpenFile(path, O_RDONLY).read(limit: Self.largest), path: path,
          localTime: WallClock.seconds)
      },
      revoked: file("gpg.ssh.revocationFile"), leastTrust: settings.string("gpg.minTrustLevel"),
      tools: SignatureTools(
        ssh: surroundings.expandingHome(SignaturePrograms.ssh(settings)),
        openPGP: surroundings.expandingHome(SignaturePrograms.openPGP(settings)),
        environment: surroundings.environment, folder: surroundings.temporaryFolder))
    return IncomingSignatures(scope, checker, repository)
  }
}
