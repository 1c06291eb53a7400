import Git
import GitEvents
import GitEventsAudit

/// `hook pre-receive` and `hook update`: what is pushed to a repository.
struct ReceivingGuard {
  let context: Context

  /// Looks at a whole push.
  ///
  /// - Throws: `NegativeAnswer` where it is refused; anything else refuses it as well.
  func preReceive() throws {
    let moves = try HookLines.read(context.input, .oldNewReference)
    try verify(moves, GuardSettings(context.repository()).policy, "nothing of this push was taken")
  }

  /// Looks at one ref of a push.
  ///
  /// Others of the same push have moved already, or will: which, nobody says.
  ///
  /// - Parameter arguments: The ref, where it is, and where it is to be.
  /// - Throws: `NegativeAnswer` where it is refused; anything else refuses it as well.
  func update(_ arguments: [String]) throws {
    guard arguments.count == 3, let old = ObjectID(hex: arguments[1]),
      let new = ObjectID(hex: arguments[2])
    else { throw Failure.invalid("the update hook takes a ref and two object names") }
    let move = IncomingMove(
      arguments[0], from: old == .zero ? nil : old, to: new == .zero ? nil : new)
    var policy = try GuardSettings(context.repository()).policy
    policy.requiresLedger = false
    try verify([move], policy, "the ref was not moved")
  }

  private func verify(
    _ moves: [IncomingMove], _ policy: IncomingPolicy, _ closing: String
  ) throws {
    let repository = try context.repository()
    let report = RefusalReport(messages: context.messages)
    try report.end(stale(moves, repository), closing)
    let verifier = IncomingVerifier(
      repository, repository, now: context.clock.now(), policy: policy)
    let seen = try verifier.verify(moves)
    try report.end(seen.refusals, leftOut: seen.refusalsLeftOut, closing)
    // What is not sound need not be signed.
    if let signatures = try RequiredSignatures(context: context).demands(repository) {
      try report.end(signatures.verify(seen), closing)
    }
  }

  /// Whoever pushes says where refs are, and git compares that only behind this hook.
  private func stale(
    _ moves: [IncomingMove], _ repository: Repository
  ) throws -> [IncomingRefusal] {
    try moves.compactMap { move in
      switch StoreLayout.guardedPlace(of: move.reference) {
      case .stream, .ledger, .snapshot, .notes: break
      default: return nil
      }
      let there: ObjectID?
      do throws(GitError) {
        there = try repository.reference(move.reference)
      } catch {
        guard case .damagedReference(_, let reason) = error else { throw error }
        return IncomingRefusal(
          move.reference, .format(.referenceDamaged), "on the server it \(reason)")
      }
      if there == move.old { return nil }
      return IncomingRefusal(
        move.reference, .stale,
        "it is at \(there.map { "commit \($0)" } ?? "no commit"), "
          + "not at \(move.old.map { "commit \($0)" } ?? "none"): fetch and push again")
    }
  }
}
