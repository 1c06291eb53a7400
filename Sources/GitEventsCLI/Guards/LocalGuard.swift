import Git
import GitEvents
import GitEventsAudit

/// `hook reference-transaction` and `hook pre-push`: what the repository's own git is about to do.
struct LocalGuard {
  let context: Context

  /// Looks at refs that are about to move here.
  ///
  /// - Parameter arguments: How far git is.
  /// - Throws: `NegativeAnswer` where the moves are refused; anything else refuses them as well.
  func referenceTransaction(_ arguments: [String]) throws {
    guard arguments.first == "prepared" else { return }
    let moves = try HookLines.read(context.input, .oldNewReference)
    let refusals = try LocalMoves(context.repository()).refusals(of: moves)
    try RefusalReport(messages: context.messages).end(
      refusals,
      "git was kept from it; if it is meant, git -c core.hooksPath=/dev/null does it all the same")
  }

  /// Looks at refs that are about to leave.
  ///
  /// - Parameter arguments: The remote's name, or its address where it has none.
  /// - Throws: `NegativeAnswer` where the push is refused; anything else refuses it as well.
  func prePush(_ arguments: [String]) throws {
    let moves = try HookLines.read(context.input, .pushed)
    let repository = try context.repository()
    var policy = try GuardSettings(repository).policy
    // Who may take snapshots away is for the other side to say, and which of its refs are as far as its ledgers, too.
    policy.allowsSnapshotChanges = true
    policy.ignoresCase = false
    policy.settled = [:]
    policy.storeID = try StoreCreation.find(in: repository, asksCache: false)?.id
    let verifier = IncomingVerifier(
      repository, KnownOfRemote(arguments.first ?? "", moving: moves, in: repository),
      now: context.clock.now(), policy: policy)
    let seen = try verifier.verify(moves)
    try RefusalReport(messages: context.messages).end(
      seen.refusals, leftOut: seen.refusalsLeftOut, "nothing was pushed")
  }
}
