import ArgumentParser
import Git
import GitEvents
import GitEventsAudit

/// The options that say how signatures are checked.
///
/// Whose keys are whose is never asked of the repository that is verified: neither of its configuration nor of its files.
struct SignatureOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Check signatures, too: who signed what, at the time of the ledger's entries.")
  var signatures = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The SSH keys that may sign, and whose they are (ssh-keygen's ALLOWED SIGNERS); not a file of the repository.",
      valueName: "file"))
  var allowedSigners: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "SSH keys that are revoked: a KRL or a list of public keys.", valueName: "file"))
  var revoked: String?

  @Flag(name: .long, help: "What is not signed is an error.")
  var requireSigned = false

  /// More than any honest list has.
  private static let largest = 16 << 20

  func validate() throws {
    if !signatures, allowedSigners != nil || revoked != nil || requireSigned {
      throw ValidationError(
        "--allowed-signers, --revoked and --require-signed say how --signatures checks")
    }
  }

  /// What is checked.
  ///
  /// - Parameters:
  ///   - context: Where the verb runs.
  ///   - repository: The repository that is verified.
  /// - Returns: Nil where signatures are not asked for.
  /// - Throws: A `Failure` with status 2 where a file would be one of the repository's own, or cannot be read.
  func demands(_ context: Context, _ repository: Repository) throws -> SignatureDemands? {
    guard signatures else { return nil }
    let settings = OutsideSettings(repository.configuration)
    let files = TrustedFiles(context.surroundings, repository.location)
    let allowed = try files.path(
      allowedSigners, "--allowed-signers", settings, "gpg.ssh.allowedSignersFile")
    let revokedFile = try files.path(revoked, "--revoked", settings, "gpg.ssh.revocationFile")
    if let revokedFile { _ = try files.read(revokedFile, limit: Self.largest) }
    let surroundings = context.surroundings
    let outside = settings.configuration
    let checker = try SignatureChecker(
      allowed: allowed.map { path in
        try AllowedSigners(
          files.read(path, limit: Self.largest), path: path, localTime: WallClock.seconds)
      },
      revoked: revokedFile, leastTrust: outside("gpg.minTrustLevel"),
      tools: SignatureTools(
        ssh: surroundings.expandingHome(
          outside("gpg.ssh.program").flatMap { $0.isEmpty ? nil : $0 } ?? "ssh-keygen"),
        openPGP: surroundings.expandingHome(
          outside("gpg.openpgp.program") ?? outside("gpg.program") ?? "gpg"),
        environment: surroundings.environment, folder: surroundings.temporaryFolder))
    return SignatureDemands(checker, requiresSigned: requireSigned)
  }
}
