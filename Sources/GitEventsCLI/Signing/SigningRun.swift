import Git
import GitEvents

/// One run of a program that signs, and what is said where it does not.
struct SigningRun {
  private let program: ChildProgram

  init(_ program: ChildProgram) { self.program = program }

  /// What a run left.
  enum Answer {
    /// The signature.
    case success([UInt8])
    /// What the program said instead.
    case failure([UInt8])
  }

  /// Has something signed in a folder of its own.
  ///
  /// - Parameters:
  ///   - parent: Where the folder is made.
  ///   - body: Has it signed.
  /// - Returns: The signature.
  /// - Throws: `signingFailed`.
  func inFolder(
    _ parent: String, _ body: (inout PrivateFolder) throws(GitError) -> Answer
  ) throws(EventStoreError) -> [UInt8] {
    let answer: Answer
    do throws(GitError) {
      var folder = try PrivateFolder(in: parent)
      answer = try body(&folder)
    } catch {
      throw failure(EventStoreError(error).message, cause: error)
    }
    switch answer {
    case .success(let signature): return signature
    case .failure(let said): throw failure(Self.words(said))
    }
  }

  private func failure(_ reason: String, cause: GitError? = nil) -> EventStoreError {
    EventStoreError(
      .signingFailed, "\(program.name) did not sign: \(reason)",
      hint:
        "nothing was written; see gpg.format and user.signingKey, and whether the agent has the "
        + "key (ssh-add -l, gpg -K)", cause: cause)
  }

  /// The lines for people in what a program said.
  private static func words(_ said: [UInt8]) -> String {
    let lines = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("[GNUPG:]") && !$0.allSatisfy(\.isWhitespace) }
    return lines.isEmpty ? "it did not say why" : lines.suffix(3).joined(separator: "; ")
  }
}
