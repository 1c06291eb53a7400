import Git
import GitEvents

/// Finds or makes the repository that a new store goes into.
struct StoreMaker {
  let context: Context

  /// The repository of a folder; `git init` makes it where there is none.
  ///
  /// - Parameters:
  ///   - directory: The folder; nil for the current one, whose repository may lie above it.
  ///   - isBare: Whether a new repository is bare.
  /// - Returns: The repository, and whether it is new.
  /// - Throws: A `Failure`.
  func repository(at directory: String?, isBare: Bool) async throws -> (Repository, isNew: Bool) {
    // Who is missing a name should learn it before anything is made.
    _ = try context.identity().recorder()
    if directory == nil, let found = try existing({ try context.repository() }) {
      return (found, false)
    }
    let path = context.surroundings.path(directory ?? ".")
    if directory != nil {
      // A folder that is named is meant itself: a repository above it is another one.
      if let found = try existing({ try context.repository(at: path, ceiling: path) }) {
        return (found, false)
      }
    }
    let arguments = ["init", "--quiet"] + (isBare ? ["--bare"] : []) + ["--", path]
    let outcome = try await GitProgram(surroundings: context.surroundings)
      .run(arguments, in: context.surroundings.currentDirectory)
    guard outcome.succeeded else {
      throw Failure.environment(
        "git init failed: \(outcome.errors.split(separator: "\n").last ?? "")")
    }
    return (try context.repository(at: path, ceiling: nil), true)
  }

  private func existing(_ open: () throws -> Repository) throws -> Repository? {
    do {
      return try open()
    } catch GitError.noRepository {
      return nil
    }
  }
}
