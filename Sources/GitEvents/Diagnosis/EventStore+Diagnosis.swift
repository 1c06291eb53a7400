import Git

extension EventStore {
  /// Looks for whatever is wrong with the store and its repository, and changes nothing.
  ///
  /// Compares every stream with the ledger, so it takes as long as reading the ledger.
  ///
  /// - Returns: What was found, by area; notes too, so it is seldom empty.
  /// - Throws: `io`, `permissionDenied`.
  public func diagnose() async throws(EventStoreError) -> [Finding] {
    try await examination().findings
  }

  /// Does what is safe about what is wrong: recovers, removes what was left behind, lays packs out, sets what git needs.
  ///
  /// - Returns: What was done, a sentence each.
  /// - Throws: `busy`, `io`, `diskFull`, `permissionDenied`, `damaged`.
  public func fix() async throws(EventStoreError) -> [String] {
    let examination = try await examination()
    var done: [String] = []
    if examination.needsRecovery {
      done += try recover().repairs.map { "\($0.subject): \($0.action)" }
    }
    let condition = examination.condition
    do {
      try await repository.mend(condition, StoreLayout.paths)
    } catch {
      throw EventStoreError(error)
    }
    let old = condition.locks.filter(\.isOld).map(\.name)
    done += (condition.strays + old).map { "\($0): removed, left behind by another program" }
    if condition.hasUnfinishedMaintenance {
      done.append("files of an interrupted maintenance: removed")
    }
    if condition.risks.contains(.automaticPacking) { done.append("gc.auto: set to 0") }
    if examination.needs.isDue || examination.needs.lastFailure != nil {
      if let outcome = try await maintain(.added), !outcome.isNothing {
        done.append("packs: \(outcome.packsReplaced) put together in \(outcome.packsMade)")
      }
    }
    return done
  }

  private func examination() async throws(EventStoreError) -> StoreExamination {
    let now = options.clock.now().seconds
    let condition: RepositoryCondition
    do {
      condition = try await repository.examine(StoreLayout.paths, at: now)
    } catch {
      throw EventStoreError(error)
    }
    return StoreExamination(condition, try maintenanceNeeds(), try ReferenceFindings(self).all())
  }
}
