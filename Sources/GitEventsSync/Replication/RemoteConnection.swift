package import Git
package import GitEvents

/// A remote, to which the user's `git` talks: credentials, ssh settings and proxies are those of a plain `git push`.
package struct RemoteConnection: Sendable {
  /// The remote's name, as the repository's settings know it.
  package let name: String

  /// The repository whose remote it is.
  package let repository: Repository
  private let variables: [String: String]
  private let settings: [String]
  private let messages: CInt?
  /// Whether somebody is shown how far git is.
  let showsProgress: Bool

  /// Makes a connection; nothing is asked yet.
  ///
  /// - Parameters:
  ///   - name: The remote's name.
  ///   - repository: The repository whose remote it is.
  ///   - variables: The environment in which git runs, without what ties it to a repository.
  ///   - settings: Further settings, as `-c` takes them.
  ///   - messages: Where git's messages go, and what the other side has to say; nil for nowhere.
  ///   - showsProgress: Whether somebody is shown how far git is.
  /// - Throws: `invalidInput` where the repository has no such remote.
  package init(
    _ name: String, of repository: Repository, variables: [String: String], settings: [String],
    messages: CInt?, showsProgress: Bool
  ) throws(EventStoreError) {
    guard repository.configuration.string("remote.\(name).url") != nil else {
      throw EventStoreError(
        .invalidInput, "there is no remote '\(name)'",
        hint: "`git remote -v` lists them; `git remote add \(name) URL` adds one")
    }
    self.name = name
    self.repository = repository
    self.variables = variables
    self.settings = settings
    self.messages = messages
    self.showsProgress = showsProgress
  }

  /// Whether payloads stay at the remote until somebody looks.
  package var leavesPayloads: Bool {
    repository.configuration.string("remote.\(name).partialclonefilter") != nil
  }

  /// What runs git in the repository itself.
  ///
  /// - Parameter isHeard: Whether its messages go to where the connection's go.
  /// - Returns: The child; what it fetches is not followed by a `git gc`.
  func git(isHeard: Bool = true) -> GitChild {
    var child = GitChild(repository.location)
    child.variables = variables
    child.settings = settings + ["gc.auto=0", "maintenance.auto=false", "fetch.unpackLimit=1"]
    child.workingDirectory = repository.location.workTree ?? repository.location.gitDirectory
    child.messages = isHeard ? messages : nil
    child.longestAnswer = 256 << 20
    return child
  }

  /// What runs git in a repository beside, which knows the same remotes.
  ///
  /// - Parameters:
  ///   - gitDirectory: The repository beside.
  ///   - isHeard: Whether its messages go to where the connection's go.
  /// - Returns: The child.
  func git(beside gitDirectory: String, isHeard: Bool = true) -> GitChild {
    var child = GitChild(gitDirectory: gitDirectory)
    child.variables = variables.merging(RemoteConnection.carried(repository, variables)) { $1 }
    child.settings = settings
    child.workingDirectory = repository.location.workTree ?? repository.location.gitDirectory
    child.messages = isHeard ? messages : nil
    child.longestAnswer = 256 << 20
    return child
  }

  /// The repository's own settings, as variables that git takes them from, but for those that say where the repository is
  /// and which of its refs go where.
  private static func carried(
    _ repository: Repository, _ variables: [String: String]
  ) -> [String: String] {
    var count = variables["GIT_CONFIG_COUNT"].flatMap(Int.init) ?? 0
    var carried: [String: String] = [:]
    for entry in repository.configuration.entries
    where entry.level == .local || entry.level == .worktree {
      let isOfRefs =
        entry.key.hasPrefix("remote.")
        && [".fetch", ".push", ".mirror", ".promisor", ".partialclonefilter"].contains {
          entry.key.hasSuffix($0)
        }
      let isOfPlace = ["core.", "extensions.", "branch.", "include", "gc.", "receive."].contains {
        entry.key.hasPrefix($0)
      }
      // The program that ssh connects with is asked for by the only one of these that matters here.
      if isOfRefs || (isOfPlace && entry.key != "core.sshcommand") { continue }
      carried["GIT_CONFIG_KEY_\(count)"] = entry.key
      carried["GIT_CONFIG_VALUE_\(count)"] = entry.value ?? "true"
      count += 1
    }
    carried["GIT_CONFIG_COUNT"] = String(count)
    return carried
  }

  /// Says in the store's words that git did not reach the remote.
  ///
  /// - Parameters:
  ///   - error: What git said.
  ///   - doing: What it was to do.
  /// - Returns: An error of the environment.
  func failure(_ error: GitError, doing: String) -> EventStoreError {
    guard case .command(_, let status, let text) = error else { return EventStoreError(error) }
    return failure(status: status, text, doing: doing)
  }

  /// Says in the store's words that git did not do what it was to do.
  ///
  /// - Parameters:
  ///   - status: What it ended with.
  ///   - text: What it said.
  ///   - doing: What it was to do.
  /// - Returns: An error of the environment.
  func failure(status: CInt, _ text: String, doing: String) -> EventStoreError {
    let lines = text.split(separator: "\n")
    let line = lines.first { $0.hasPrefix("fatal:") || $0.hasPrefix("error:") } ?? lines.first
    var said = line.map { ": \($0)" } ?? ""
    if status < 0 { said = ": git cannot be run: \(text)" }
    let hint = "`git remote -v` lists the remotes; `git ls-remote \(name)` tries the connection"
    return EventStoreError(.io, "cannot \(doing) \(name)\(said)", hint: hint)
  }
}
