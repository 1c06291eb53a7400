import Git
import GitEvents

/// Points a restored repository's `HEAD` to a branch that is there, and checks its files out.
struct RestoredHead {
  private let references: RestoredReferences
  private let restored: RestoredStore
  private let git: GitChild

  init(_ references: RestoredReferences, _ restored: RestoredStore, _ git: GitChild) {
    self.references = references
    self.restored = restored
    self.git = git
  }

  /// Sets it; without any branch it stays as `git init` made it: on one that has no commit yet.
  ///
  /// - Throws: `command`, `system`.
  func set() async throws(GitError) {
    guard let branch else { return }
    try await git.run("symbolic-ref", ["HEAD", branch])
    if restored.gitDirectory == restored.path { return }
    var files = git
    files.workTree = restored.path
    try await files.run("reset", ["--quiet", "--hard"])
  }

  /// The branch that the bundle's own `HEAD` was on, as far as that can be told; else a usual one, else the first.
  private var branch: String? {
    let branches = references.taken.filter { $0.name.hasPrefix(StoreLayout.branchPrefix) }
    let usual = ["main", "master"].map { StoreLayout.branchPrefix + $0 }
    let fitting = branches.filter { references.head == nil || $0.target == references.head }
    for choice in [fitting, branches] {
      for name in usual where choice.contains(where: { $0.name == name }) { return name }
      if let first = choice.first { return first.name }
    }
    return nil
  }
}
