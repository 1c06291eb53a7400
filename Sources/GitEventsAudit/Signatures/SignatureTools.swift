import Git

/// The programs that check what is not checked here, and what they find around them.
public struct SignatureTools: Sendable {
  let ssh: ChildProgram
  let openPGP: ChildProgram
  let folder: String

  /// No signature takes this long to be checked.
  private static let patience = Duration.seconds(60)

  /// Names the programs.
  ///
  /// - Parameters:
  ///   - ssh: What `ssh-keygen` is called.
  ///   - openPGP: What `gpg` is called.
  ///   - environment: The environment in which they run.
  ///   - folder: The folder in which what they read is put for the moment.
  public init(ssh: String, openPGP: String, environment: [String: String], folder: String) {
    self.ssh = ChildProgram(ssh, environment: environment, patience: SignatureTools.patience)
    self.openPGP = ChildProgram(
      openPGP, environment: environment.merging(["LC_ALL": "C"]) { $1 },
      patience: SignatureTools.patience)
    self.folder = folder
  }
}
