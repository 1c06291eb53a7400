import Git
import GitEvents

extension EventStore {
  /// Whether a writer is at work in any process.
  var isBeingWritten: Bool {
    guard let repository = repository as? Repository else { return false }
    let folder = "\(repository.location.commonDirectory)/\(StoreLayout.paths.folder)"
    return (try? WriterLock.isHeld(in: WritableFolder(folder))) ?? false
  }

  /// What is wrong with the refs as a whole, and what makes git show another history than the objects hold.
  ///
  /// - Returns: A finding each.
  /// - Throws: `io`.
  func viewFindings() throws(EventStoreError) -> [VerificationFinding] {
    var found: [VerificationFinding] = []
    try onGit { () throws(GitError) in
      let replaced = try repository.references(
        under: StoreLayout.replacementPrefix, after: nil, limit: 1)
      if let first = replaced.first {
        found.append(
          VerificationFinding(.gitView, "objects that are shown for others", subject: first.name))
      }
      if let repository = repository as? Repository {
        if let problem = try PackedReferencesCheck.problem(in: repository.location) {
          found.append(VerificationFinding(.referenceDamaged, problem, subject: "packed-refs"))
        }
        let common = WritableFolder(repository.location.commonDirectory)
        for name in ["info/grafts", "shallow"] {
          guard let size = try common.size(of: name), size > 0 else { continue }
          found.append(
            VerificationFinding(
              .gitView, "commits that are shown with other parents", subject: name))
        }
      }
    }
    return found
  }
}
