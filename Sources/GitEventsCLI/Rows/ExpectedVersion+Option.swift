import GitEvents

extension ExpectedVersion {
  /// Reads an expectation as `--expect` takes it, with full commit ids.
  ///
  /// - Parameter text: `any`, `none`, `exists`, a version, or `@` with a commit's 40 digits.
  init?(option text: String) {
    switch text {
    case "any": self = .any
    case "none": self = .noStream
    case "exists": self = .exists
    default:
      if text.hasPrefix("@"), let commit = CommitID(String(text.dropFirst())) {
        self = .commit(commit)
      } else if let version = Int(text), version >= 0, text.utf8.allSatisfy({ $0 >= 0x30 }) {
        self = .version(version)
      } else {
        return nil
      }
    }
  }
}
