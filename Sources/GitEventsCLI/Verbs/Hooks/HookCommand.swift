import ArgumentParser

/// `hook`: what the installed hooks call.
struct HookCommand: Verb {
  static let configuration = CommandConfiguration.verb(
    commandName: "hook",
    abstract: "Do the work of an installed hook; git calls it by way of git events hooks install.",
    usage: "git events hook NAME [ARGUMENT…]",
    discussion: """
      NAME is pre-receive, update, post-receive, reference-transaction or pre-push. Input and arguments are those that \
      git gives to a hook of that name. The status is 1 where something is refused: each line of standard error names \
      a ref, the rule that it would break, and the reason.

      EXAMPLES:
        git events hook update REF OLD NEW
      """)

  @Argument(help: "The hook's name.")
  var name: String

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What git gives to the hook.", valueName: "argument"))
  var arguments: [String] = []

  func validate() throws {
    if GuardHook(rawValue: name) == nil {
      throw ValidationError(
        "there is no hook '\(name)': \(GuardHook.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run(_ context: Context) throws {
    switch GuardHook(rawValue: name) {
    case .preReceive: try ReceivingGuard(context: context).preReceive()
    case .update: try ReceivingGuard(context: context).update(arguments)
    case .referenceTransaction: try LocalGuard(context: context).referenceTransaction(arguments)
    case .prePush: try LocalGuard(context: context).prePush(arguments)
    case .postReceive: try ArrivalNotice(context: context).send()
    case nil: break
    }
  }
}
