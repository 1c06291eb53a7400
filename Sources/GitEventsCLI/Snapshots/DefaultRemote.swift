import Git
import GitEvents

/// The remote to which `git push` would push where none is named.
enum DefaultRemote {
  /// Finds it as git does: the branch's, then `remote.pushDefault`, then `origin`, or the only one that there is.
  ///
  /// - Parameter context: Where the repository is.
  /// - Returns: The remote's name; perhaps of none that exists, which git then says.
  /// - Throws: A `Failure` where there is no git.
  static func find(_ context: Context) async throws -> String {
    let configuration = try context.repository().configuration
    let head = try await GitProgram(surroundings: context.surroundings).run(
      context.gitArguments + ["symbolic-ref", "--quiet", "--short", "HEAD"],
      in: context.surroundings.currentDirectory)
    let branch = head.output.split(separator: "\n").first.map(String.init)
    if let branch, let remote = configuration.string("branch.\(branch).pushRemote") {
      return remote
    }
    if let remote = configuration.string("remote.pushDefault") { return remote }
    if let branch, let remote = configuration.string("branch.\(branch).remote") { return remote }
    let remotes = try await GitProgram(surroundings: context.surroundings).run(
      context.gitArguments + ["remote"], in: context.surroundings.currentDirectory
    ).output.split(separator: "\n").map(String.init)
    return remotes.count == 1 ? remotes[0] : "origin"
  }
}
