import ArgumentParser
import Git

/// `hooks install`: puts the guards in place.
struct HooksInstallCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "install",
    abstract: "Put the guards in place, before the hooks that are there.",
    usage: "git events hooks install [--server [--per-ref] | --local] [--shared] [--json]",
    discussion: """
      --server puts pre-receive, update and post-receive in place, --local reference-transaction and pre-push; \
      without either, a bare repository gets the first and any other the second. A hook that is there is kept in \
      git-events-chained beside it and runs behind the guard, with the same input; its refusal is a refusal. Doing it \
      again changes nothing, or brings the scripts up to date.

      --per-ref is for servers that run no pre-receive hook: without it, update looks at each ref by itself, and cannot \
      tell whether a ledger covers what comes.

      EXAMPLES:
        git events hooks install
        git events --git-dir /srv/shop.git hooks install --server
      """)

  @OptionGroup var role: GuardRoleOptions

  @Flag(
    name: .long, help: "Look at each ref of a push by itself alone, where no pre-receive hook runs."
  )
  var perRef = false

  @Flag(name: .long, help: "Write into a hooks folder that other repositories may use, too.")
  var shared = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if perRef, role.local { throw ValidationError("--per-ref is about pushes to a server") }
  }

  func run(_ context: Context) throws {
    let role = perRef ? .server : try role.role(context)
    let place = try HooksPlace.find(context, for: role)
    if let sharing = place.sharing, !shared {
      throw Failure.invalid(
        "the hooks of '\(place.folder.path)' may be other repositories' too: \(sharing)",
        hint: "--shared writes there all the same: repositories without events notice nothing")
    }
    let changes = try HookInstaller(context: context, place: place).install(
      GuardHook.all(role, perRef: perRef))
    let report = HooksReport(context: context)
    for (hook, change) in changes {
      try report.write(HookStanding(hook, place, context.surroundings), change)
    }
    guard role == .server, !isJSON,
      try context.repository().configuration.bool("receive.fsckObjects") != true
    else { return }
    try context.output.flush()
    try context.messages.line(
      "hint: git config receive.fsckObjects true has git itself check every object that is pushed")
  }
}
