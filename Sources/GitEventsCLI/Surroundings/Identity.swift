import Git
import GitEvents

/// Who does something and who records it, found as git finds author and committer.
struct Identity {
  let environment: Surroundings
  let settings: Configuration

  /// Who records: `GIT_COMMITTER_NAME` and `_EMAIL`, then `committer.*`, then `user.*`.
  ///
  /// - Throws: A `Failure` with status 2 where nobody says a name.
  func recorder() throws -> Actor { try find("COMMITTER") }

  /// Who does it, where `--actor` does not say: `GIT_AUTHOR_NAME` and `_EMAIL`, then `author.*`, then `user.*`.
  ///
  /// - Returns: Nil where that is who records: an event that names nobody may be retried by somebody else.
  /// - Throws: A `Failure` with status 2 where nobody says a name.
  func actor() throws -> Actor? {
    let actor = try find("AUTHOR")
    return actor == (try recorder()) ? nil : actor
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

  private func find(_ role: String) throws -> Actor {
    let section = role.lowercased()
    let name =
      environment["GIT_\(role)_NAME"] ?? settings.string("\(section).name") ?? settings.string("user.name")
    let email =
      environment["GIT_\(role)_EMAIL"] ?? settings.string("\(section).email") ?? settings.string("user.email")
      ?? environment["EMAIL"]
    guard let name, !name.isEmpty else {
      throw Failure.invalid(
        "who are you? There is no name to record events under",
        hint: """
          git config --global user.name 'Your Name'
          git config --global user.email you@example.org
          """)
    }
    return try Actor(name: name, email: email ?? "")
  }
}
