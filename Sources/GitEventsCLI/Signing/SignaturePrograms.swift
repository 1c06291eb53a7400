import Git

/// Which programs git's configuration names for signatures.
enum SignaturePrograms {
  /// The program for OpenPGP: `gpg.program` and `gpg.openpgp.program` are one setting.
  static func openPGP(_ settings: Configuration) -> String {
    let named = settings.entries.last { $0.key == "gpg.program" || $0.key == "gpg.openpgp.program" }
    return named?.value.flatMap { $0.isEmpty ? nil : $0 } ?? "gpg"
  }

  /// The program for OpenSSH's signatures.
  static func ssh(_ settings: Configuration) -> String {
    settings.string("gpg.ssh.program").flatMap { $0.isEmpty ? nil : $0 } ?? "ssh-keygen"
  }
}
