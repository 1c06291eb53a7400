package import Git

/// The refs of a store as they were at one moment, at which no append was half done.
package struct SettledReferences: Sendable {
  /// The refs, in git's order.
  package var references: [NamedReference]
  /// Refs that are none of the store's and cannot be read, or point to no object.
  package var leftOut: [String] = []
  /// What was put right before that another writer had left.
  package var recovery: RecoveryReport?

  /// The refs below a prefix.
  ///
  /// - Parameter prefix: The prefix, with the slash at its end.
  /// - Returns: The refs, in git's order.
  package func below(_ prefix: String) -> ArraySlice<NamedReference> {
    let start = references.firstIndex { $0.name.hasPrefix(prefix) } ?? references.endIndex
    return references[start...].prefix { $0.name.hasPrefix(prefix) }
  }
}

extension EventStore {
  /// Reads every ref of the store in the writer's turn, once what was acknowledged is published.
  ///
  /// Where this repository is not to be written to, no turn can be had: then the ledgers are read before and behind the
  /// streams until they have not moved meanwhile, and what the newest entry says counts, as for every reader.
  ///
  /// - Parameters:
  ///   - project: Whether branches, tags and notes of the project are taken, too, that the store lives beside.
  ///   - writes: Whether a turn is asked for; without one nothing is written here whatever happens.
  /// - Returns: The refs.
  /// - Throws: `damaged` for a ref of the store that is; `permissionDenied` where acknowledged events lie in a log that
  ///   cannot be published here; `busy`, `io`.
  package func settledReferences(
    alsoOfProject project: Bool = false, inTurn writes: Bool = true
  ) throws(EventStoreError) -> SettledReferences {
    if !writes { return try publishedReferences(alsoOfProject: project) }
    do throws(EventStoreError) {
      return try inTurn { (_, _, recovery) throws(EventStoreError) in
        var settled = try listReferences(alsoOfProject: project)
        settled.recovery = recovery
        return settled
      }
    } catch {
      guard [.permissionDenied, .unsupported].contains(error.code) else { throw error }
      return try publishedReferences(alsoOfProject: project)
    }
  }

  private func publishedReferences(
    alsoOfProject project: Bool
  ) throws(EventStoreError) -> SettledReferences {
    // Its objects are in the log alone, also where it is read as if it were published.
    let isLogged = try hasUnpublishedLog()
    if isLogged || repository is LogOverlay {
      throw EventStoreError(
        .permissionDenied, "acknowledged events lie in the log of a writer that was interrupted",
        hint: "run `git events recover` where the repository can be written to, then try again")
    }
    return try unmovedReferences(alsoOfProject: project)
  }

  /// So often the refs are read again while others append.
  private static let attempts = 100

  private func unmovedReferences(
    alsoOfProject project: Bool
  ) throws(EventStoreError) -> SettledReferences {
    for _ in 0..<EventStore.attempts {
      let before = try LedgerView.tips(in: repository)
      var settled = try listReferences(alsoOfProject: project)
      let entry = try LedgerView(repository, reader).entry
      guard try LedgerView.tips(in: repository) == before else { continue }
      try raise(&settled.references, to: entry?.lines ?? [])
      return settled
    }
    throw EventStoreError(
      .busy, "others append all the time, and this repository may not be locked against them",
      hint: "try again, as a user who may write to it")
  }

  /// Between the two renames of an append the ledger is ahead of the streams.
  private func raise(
    _ references: inout [NamedReference], to lines: [LedgerLine]
  ) throws(EventStoreError) {
    var places: [String: Int] = [:]
    for (place, reference) in references.enumerated() { places[reference.name] = place }
    for line in lines {
      let raised = NamedReference(
        name: StoreLayout.streamPrefix + line.component, target: line.head)
      guard let place = places[raised.name] else {
        references.append(raised)
        continue
      }
      guard references[place] != raised, let stream = line.stream else { continue }
      if line.superseded?.head == references[place].target {
        references[place] = raised
        continue
      }
      let commit = try reader.commit(references[place].target, of: stream)
      if commit.version < line.after { references[place] = raised }
    }
    references.sort(by: NamedReference.precedes)
  }

  private func listReferences(
    alsoOfProject project: Bool
  ) throws(EventStoreError) -> SettledReferences {
    var settled = SettledReferences(references: [])
    // Snapshots and notes stand on events, so those are read behind them: a plain git may move either meanwhile.
    for prefix in [
      StoreLayout.snapshotPrefix, StoreLayout.streamPrefix, StoreLayout.ledgerPrefix,
    ] {
      let listed = try onGit { () throws(GitError) in
        try repository.references(under: prefix, after: nil, limit: .max)
      }
      for reference in listed {
        let target = try onGit(StoreLayout.stream(of: reference.name)) { () throws(GitError) in
          try reference.target.get()
        }
        settled.references.append(NamedReference(name: reference.name, target: target))
      }
    }
    let notes = try onGit { () throws(GitError) in
      try repository.reference(StoreLayout.notesReference)
    }
    if let notes {
      settled.references.append(
        NamedReference(name: StoreLayout.notesReference, target: notes))
    }
    if project { try addProject(to: &settled) }
    settled.references.sort(by: NamedReference.precedes)
    return settled
  }

  private func addProject(to settled: inout SettledReferences) throws(EventStoreError) {
    for prefix in [StoreLayout.branchPrefix, StoreLayout.tagPrefix, StoreLayout.notesPrefix] {
      let listed = try onGit { () throws(GitError) in
        try repository.references(under: prefix, after: nil, limit: .max)
      }
      for reference in listed
      where !reference.name.hasPrefix(StoreLayout.snapshotPrefix)
        && reference.name != StoreLayout.notesReference
      {
        // A link to another branch, say: the branch itself comes along.
        guard let target = try? reference.target.get() else {
          settled.leftOut.append(reference.name)
          continue
        }
        settled.references.append(NamedReference(name: reference.name, target: target))
      }
    }
  }
}
