import Git
import GitEvents

/// Who does something and who records it, found as git finds author and committer.
struct Identity {
  let environment: Surroundings
  let settings: Configuration

  /// Who records: `GIT_COMMITTER_NAME` and `_EMAIL`, then `committer.*`, then `user.*`.
  ///
  /// - Throws: A `Failure` with status 2 where nobody says a name.
  func recorder() throws -> Actor {
    if let recorder = try find("COMMITTER") { return recorder }
    throw Failure.invalid(
      "who are you? There is no name to record events under",
      hint: """
        git config --global user.name 'Your Name'
        git config --global user.email you@example.org
        """)
  }

  /// Who does it, where `--actor` does not say: `GIT_AUTHOR_NAME` and `_EMAIL`, then `author.*`, then `user.*`.
  ///
  /// - Returns: Nil where nobody is named but who records: such an event may be retried by somebody else.
  /// - Throws: An `EventStoreError` for a name that cannot stand in a commit.
  func actor() throws -> Actor? {
    guard let actor = try find("AUTHOR"), try actor != find("COMMITTER") else { return nil }
    return actor
  }

  /// When it happened, where `--occurred` does not say: `GIT_AUTHOR_DATE`.
  ///
  /// - Throws: A `Failure` with status 2 for a date in a form that is not git's.
  func occurred() throws -> OccurredTime? {
    guard let text = environment["GIT_AUTHOR_DATE"] else { return nil }
    guard let time = GitDate.parse(text) else {
      throw Failure.invalid(
        "GIT_AUTHOR_DATE is not a date: '\(text)'",
        hint: "write it as 2026-11-21T05:00:00Z or @1795237200 +0000")
    }
    return time
  }

  private func find(_ role: String) throws -> Actor? {
    let section = role.lowercased()
    let name =
      environment["GIT_\(role)_NAME"] ?? settings.string("\(section).name")
      ?? settings.string("user.name")
    let email =
      environment["GIT_\(role)_EMAIL"] ?? settings.string("\(section).email") ?? settings.string(
        "user.email")
      ?? environment["EMAIL"]
    guard let name, !name.isEmpty else { return nil }
    return try Actor(name: name, email: email ?? "")
  }
}
