import ArgumentParser

/// `hooks status`: whether the guards are in place.
struct HooksStatusCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "status",
    abstract: "Say whether the guards are in place, and which hooks run behind them.",
    usage: "git events hooks status [--server [--per-ref] | --local] [--json]",
    discussion: """
      The status is 1 where a guard is missing, altered, out of date, not run by git, or without its program. \
      Without --server or --local it is about those that install would put there, and any others that are there.

      EXAMPLES:
        git events hooks status
        git events hooks status --server --json
      """)

  @OptionGroup var role: GuardRoleOptions

  @Flag(name: .long, help: "Expect no pre-receive hook: the server runs none.")
  var perRef = false

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if perRef, role.local { throw ValidationError("--per-ref is about pushes to a server") }
  }

  func run(_ context: Context) throws {
    let wanted = try role.role(context)
    var standings: [HookStanding] = []
    for hook in GuardHook.allCases where role.chosen.map({ $0 == hook.role }) ?? true {
      standings.append(
        try HookStanding(
          hook, try HooksPlace.find(context, for: hook.role), context.surroundings))
    }
    let expected = GuardHook.all(perRef ? .server : wanted, perRef: perRef)
    let shown = standings.filter { $0.isOurs || expected.contains($0.hook) }
    let report = HooksReport(context: context)
    for standing in shown { try report.write(standing) }
    if shown.contains(where: { $0.state != .installed }) { throw NegativeAnswer() }
  }
}
