import ArgumentParser
import Git

/// Against what a repository is guarded.
struct GuardRoleOptions: ParsableArguments {
  @Flag(name: .long, help: "Against what is pushed to this repository; the default for bare ones.")
  var server = false

  @Flag(name: .long, help: "Against this repository's own git, and for what is pushed from it.")
  var local = false

  func validate() throws {
    if server, local { throw ValidationError("--server and --local are two different things") }
  }

  /// What was asked for; nil where that was left to the repository.
  var chosen: GuardHook.Role? { server ? .server : local ? .local : nil }

  /// What is meant: where nothing was said, a bare repository is pushed to.
  func role(_ context: Context) throws -> GuardHook.Role {
    try chosen ?? (context.repository().location.isBare ? .server : .local)
  }
}
