import Git
import GitEvents

/// The page that says what a repository of events is: without a branch, git hosts and `git clone` call it empty.
package struct StoreReadMe: Sendable {
  private let storeID: String

  /// Makes the page of a store.
  ///
  /// - Parameter storeID: The store's id.
  package init(storeID: String) { self.storeID = storeID }

  /// What the page says.
  package var text: String {
    """
    # An event store

    This repository is an event store, written by git-events: every event is a
    commit, every stream is a ref. Nothing of it is on a branch, so a plain clone shows only this page.

        git events clone URL DIR          a replica that you can read, verify and write to
        git events verify                 prove that nothing was altered, reordered, rewound or removed
        git events log                    what happened

    With plain git:

        \(StoreLayout.fetchCommand)
        git for-each-ref \(StoreLayout.streamPrefix)     the streams
        git log events/STREAM             the events of one

    Store: `\(storeID)`

    """
  }

  /// Writes the page's commit, the same whoever writes it.
  ///
  /// - Parameter git: Runs git in the repository that gets it.
  /// - Returns: The commit.
  /// - Throws: `io`, `diskFull`.
  func write(_ git: GitChild) async throws(EventStoreError) -> ObjectID {
    var git = git
    git.messages = nil
    var variables = git.variables ?? [:]
    for role in ["AUTHOR", "COMMITTER"] {
      variables["GIT_\(role)_NAME"] = "git-events"
      variables["GIT_\(role)_EMAIL"] = "git-events"
      variables["GIT_\(role)_DATE"] = "@\(creationSeconds) +0000"
    }
    git.variables = variables
    let blob = try await StoreReadMe.ask(git, "hash-object", ["-w", "--stdin"], text)
    let tree = try await StoreReadMe.ask(git, "mktree", [], "100644 blob \(blob)\tREADME.md\n")
    return try await StoreReadMe.ask(
      git, "commit-tree", [tree.hex, "-m", "What this repository is"], "")
  }

  /// When the store was made, as its id says: one of the seventh version begins with milliseconds since 1970.
  private var creationSeconds: UInt64 {
    UInt64(storeID.filter { $0 != "-" }.prefix(12), radix: 16).map { $0 / 1000 } ?? 0
  }

  private static func ask(
    _ git: GitChild, _ command: String, _ arguments: [String], _ input: String
  ) async throws(EventStoreError) -> ObjectID {
    let outcome: GitChild.Outcome
    do throws(GitError) {
      outcome = try await git.outcome(of: command, arguments, input: Array(input.utf8))
    } catch {
      throw EventStoreError(error)
    }
    guard outcome.status == 0, let id = ObjectID(hex: String(outcome.output.prefix(40))) else {
      throw EventStoreError(
        GitError.command(
          arguments: [command], status: outcome.status, message: outcome.errors))
    }
    return id
  }
}
