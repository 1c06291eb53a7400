import Git
import GitEvents

/// What git's configuration says of how to sign, and `events.sign` of what.
///
/// Commands and keys are never taken from the configuration of a repository that belongs to another user.
struct SigningSettings {
  private let repository: Repository
  private let settings: Configuration
  private let surroundings: Surroundings

  /// Finds the settings.
  ///
  /// - Parameters:
  ///   - context: Where the verb runs.
  ///   - repository: The repository of the store.
  /// - Throws: A `GitError` for a broken file.
  init(_ context: Context, _ repository: Repository) throws {
    self.repository = repository
    settings = try context.commandSettings(of: repository)
    surroundings = context.surroundings
  }

  /// How what is appended is signed.
  ///
  /// - Parameter recorder: Who records; the key that OpenPGP uses where none is named.
  /// - Returns: Nil where nothing is.
  /// - Throws: A `Failure` with status 2 for settings that do not say how.
  func signing(_ recorder: Actor) throws -> CommitSigning? {
    guard let text = repository.configuration.string("events.sign") else { return nil }
    switch text.lowercased() {
    case "false", "no", "off", "0": return nil
    default: break
    }
    guard let scope = CommitSigning.Scope(rawValue: text.lowercased()) else {
      throw Failure.invalid(
        "events.sign is '\(text)', which is none of its values",
        hint: "git config events.sign ledger (or event, or false)")
    }
    return CommitSigning(scope, with: try signer(recorder))
  }

  private func signer(_ recorder: Actor) throws -> any CommitSigner {
    let key = settings.string("user.signingKey").flatMap { $0.isEmpty ? nil : $0 }
    switch settings.string("gpg.format") ?? "openpgp" {
    case "openpgp":
      return OpenPGPSigner(
        program: child(SignaturePrograms.openPGP(settings)),
        key: key ?? "\(recorder.name) <\(recorder.email)>", folder: surroundings.temporaryFolder)
    case "ssh":
      guard let key else {
        throw Failure.invalid(
          "events.sign asks for signatures, and user.signingKey does not say with which key",
          hint: "git config user.signingKey ~/.ssh/id_ed25519.pub")
      }
      return SSHSigner(
        program: child(SignaturePrograms.ssh(settings)), key: sshKey(key),
        folder: surroundings.temporaryFolder)
    case let format:
      throw Failure.invalid(
        "gpg.format is '\(format)': signatures are made by OpenSSH or OpenPGP",
        hint: "git config gpg.format ssh (or openpgp)")
    }
  }

  private func child(_ name: String) -> ChildProgram {
    ChildProgram(surroundings.expandingHome(name), environment: surroundings.environment)
  }

  /// A key that stands in the setting itself, or the path of a file.
  private func sshKey(_ text: String) -> SSHSigner.Key {
    if let literal = text.after(prefix: "key::") { return .literal(literal) }
    if text.hasPrefix("ssh-") { return .literal(text) }
    return .file(surroundings.path(surroundings.expandingHome(text)))
  }
}

extension Surroundings {
  /// The folder for what is handed to another program.
  var temporaryFolder: String {
    self["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
  }

  /// A path with the home folder for `~`.
  func expandingHome(_ path: String) -> String {
    guard let rest = path.after(prefix: "~/"), let home = self["HOME"] else { return path }
    return "\(home)/\(rest)"
  }
}
