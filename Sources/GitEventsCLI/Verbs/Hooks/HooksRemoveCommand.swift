import ArgumentParser

/// `hooks remove`: takes the guards away.
struct HooksRemoveCommand: ReportingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "remove",
    abstract: "Take the guards away, and put back the hooks that were there before.",
    usage: "git events hooks remove [--server|--local] [--json]",
    discussion: """
      Hooks of others stay as they are. Without --server or --local all guards are taken away.

      EXAMPLES:
        git events hooks remove
        git events hooks remove --local
      """)

  @OptionGroup var role: GuardRoleOptions
  @OptionGroup var reporting: ReportingOptions

  func run(_ context: Context) throws {
    let report = HooksReport(context: context)
    var count = 0
    for role in [GuardHook.Role.server, .local] where self.role.chosen ?? role == role {
      let place = try HooksPlace.find(context, for: role)
      let hooks = GuardHook.allCases.filter { $0.role == role }
      for (hook, change) in try HookInstaller(context: context, place: place).remove(hooks) {
        count += 1
        try report.write(HookStanding(hook, place, context.surroundings), change)
      }
    }
    if count == 0 {
      try context.messages.line("git-events: there are no hooks of git-events here")
    }
  }
}
