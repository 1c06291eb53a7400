import ArgumentParser

/// `hooks status`: whether the guards are in place.
struct HooksStatusCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "status",
    abstract: "Say whether the guards are in place, and which hooks run behind them.",
    usage: "git events hooks status [--server|--local] [--json]",
    discussion: """
      The status is 1 where a guard is missing, altered, out of date, not run by git, or without its program. \
      Without --server or --local it is about those that install would put there, and any others that are there.

      EXAMPLES:
        git events hooks status
        git events hooks status --server --json
      """)

  @OptionGroup var role: GuardRoleOptions
  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let wanted = try role.role(context)
    var standings: [HookStanding] = []
    for hook in GuardHook.allCases where role.chosen.map({ $0 == hook.role }) ?? true {
      standings.append(
        try HookStanding(
          hook, try HooksPlace.find(context, for: hook.role), context.surroundings))
    }
    // Of the two that look at pushes, one is enough.
    let looksPerRef = standings.contains { $0.hook == .update && $0.isOurs }
    let isWhole = standings.contains { $0.hook == .preReceive && $0.isOurs }
    let shown = standings.filter { standing in
      if standing.isOurs { return true }
      guard standing.hook.role == wanted else { return false }
      return switch standing.hook {
      case .update: false
      case .preReceive: isWhole || !looksPerRef
      default: true
      }
    }
    let report = HooksReport(context: context)
    for standing in shown { try report.write(standing) }
    if shown.contains(where: { $0.state != .installed }) { throw NegativeAnswer() }
  }
}
