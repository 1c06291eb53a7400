import Git
import GitEvents

/// Signs as git does with `gpg.format` `ssh`: `ssh-keygen -Y sign -n git`.
struct SSHSigner: CommitSigner {
  /// The key as `user.signingKey` names it.
  enum Key: Sendable {
    /// A file with the private key, or with the public one of a key that an agent holds.
    case file(String)
    /// A public key of which an agent holds the private one.
    case literal(String)
  }

  let program: ChildProgram
  let key: Key
  /// Where what is to be signed is put for the program.
  let folder: String

  func signature(of commit: [UInt8]) throws(EventStoreError) -> [UInt8] {
    let signing = SigningRun(program)
    return try signing.inFolder(folder) { (folder) throws(GitError) in
      let name: String
      switch key {
      case .file(let path): name = path
      case .literal(let text): name = try folder.write(Array("\(text)\n".utf8), as: "key")
      }
      let file = try folder.write(commit, as: "commit")
      // Made by the program beside the file.
      _ = folder.path(of: "commit.sig")
      let outcome = try program.run(["-Y", "sign", "-n", "git", "-f", name, file])
      guard outcome.status == 0 else { return .failure(outcome.errors) }
      return .success(try folder.read("commit.sig").filter { $0 != UInt8(ascii: "\r") })
    }
  }
}
