import Git
import GitEvents

/// Signs as git does with `gpg.format` `openpgp`: `gpg --status-fd=2 -bsau KEY`.
struct OpenPGPSigner: CommitSigner {
  let program: ChildProgram
  /// What `gpg` takes for a key: a fingerprint, an address, a name.
  let key: String
  /// Where what is to be signed is put for the program.
  let folder: String

  func signature(of commit: [UInt8]) throws(EventStoreError) -> [UInt8] {
    let signing = SigningRun(program)
    return try signing.inFolder(folder) { (folder) throws(GitError) in
      let file = try folder.write(commit, as: "commit")
      let outcome = try program.run(["--status-fd=2", "-bsau", key], readingFrom: file)
      let status = String(decoding: outcome.errors, as: UTF8.self)
      guard outcome.status == 0, status.contains("[GNUPG:] SIG_CREATED ") else {
        return .failure(outcome.errors)
      }
      return .success(outcome.output.filter { $0 != UInt8(ascii: "\r") })
    }
  }
}
