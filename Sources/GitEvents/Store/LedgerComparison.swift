import Git

/// Compares every stream with all that the ledger says of it, from its ref down to its first event.
struct LedgerComparison {
  private let store: EventStore
  private let newest: LedgerEntry?
  private let isForeign: Bool

  /// Takes this replica's ledger, or the one that counts where it has none.
  init(_ store: EventStore) throws(EventStoreError) {
    self.store = store
    newest = try LedgerView(store.repository, store.reader).entry
    isForeign = false
  }

  /// Takes the ledger of another replica.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - newest: The ledger's newest entry, as far as it is known here.
  init(_ store: EventStore, ofReplicaWith newest: LedgerEntry) {
    self.store = store
    self.newest = newest
    isForeign = true
  }

  /// What the next older line of a stream must say.
  private struct Expected {
    let version: Int
    let head: ObjectID?
  }

  /// Looks for refs that are gone, rewound or on another branch of history, and for events that the ledger leaves out.
  ///
  /// - Returns: What is wrong, a line each; none where all is well.
  /// - Throws: `damaged` where the ledger itself cannot be read; `io`.
  func problems() throws(EventStoreError) -> [String] {
    var problems: [String] = []
    var expected: [String: Expected] = [:]
    var superseded = SupersededEvents()
    var wrong: Set<String> = []
    var next = newest
    while let entry = next {
      for line in entry.lines where !wrong.contains(line.component) {
        let name = StoreLayout.streamPrefix + line.component
        do throws(EventStoreError) {
          try superseded.add(line, store.reader)
          if let lowest = try superseded.take(line, store.reader) {
            // What was taken out of the stream again hangs together by itself; below it lies what stayed.
            if lowest > line.before, expected[line.component]?.version == lowest {
              expected[line.component] = try below(line)
            }
            continue
          }
          if let older = expected[line.component] {
            try check(line, older, name)
          } else {
            try checkNewest(line, name)
          }
          expected[line.component] = try below(line)
        } catch {
          guard error.code == .damaged else { throw error }
          wrong.insert(line.component)
          problems.append(error.message)
        }
      }
      next = try entry.predecessor(store.reader)
    }
    for (component, rest) in expected.sorted(by: { $0.key < $1.key })
    where rest.version > 0 && !wrong.contains(component) {
      problems.append(
        "\(StoreLayout.streamPrefix)\(component): the ledger tells of no event up to version \(rest.version)"
      )
    }
    for component in superseded.untoldStreams where !wrong.contains(component) {
      problems.append(
        "\(StoreLayout.streamPrefix)\(component): the ledger never told of events that it took out")
    }
    return problems
  }

  /// The newest line of a stream must be reached from its ref.
  private func checkNewest(_ line: LedgerLine, _ name: String) throws(EventStoreError) {
    guard let stream = line.stream else { return }
    let target = try onGit(stream) { () throws(GitError) in
      try store.repository.reference(name)
    }
    guard let target else {
      throw damaged(
        "\(name) is gone; the ledger says version \(line.after), commit \(line.head)")
    }
    if target == line.head { return }
    let commit = try store.reader.commit(target, of: stream)
    if isForeign, try isAhead(line, of: target, commit, stream) { return }
    var walk = StreamWalk(
      store.reader, stream, from: target, version: commit.version, downTo: max(1, line.after))
    while let (id, commit) = try walk.step() {
      if commit.version == line.after, id == line.head { return }
    }
    throw damaged(
      "\(name) is at version \(commit.version), commit \(target), which does not follow from "
        + "version \(line.after), commit \(line.head), as the ledger has it")
  }

  /// Whether a ref is only behind the newest entry of another's ledger: git copies streams before ledgers, and what is
  /// appended in between is in the ledger alone.
  private func isAhead(
    _ line: LedgerLine, of target: ObjectID, _ commit: EventCommit, _ stream: StreamName
  ) throws(EventStoreError) -> Bool {
    guard newest?.line(of: line.component) == line, commit.version < line.after else {
      return false
    }
    var walk = StreamWalk(
      store.reader, stream, from: line.head, version: line.after, downTo: commit.version)
    while let (id, _) = try walk.step() {
      if id == target { return true }
    }
    return false
  }

  /// An older line must end where the newer one began.
  private func check(
    _ line: LedgerLine, _ expected: Expected, _ name: String
  ) throws(EventStoreError) {
    if line.after == expected.version, line.head == expected.head { return }
    throw damaged(
      "\(name): the ledger goes from version \(line.after), commit \(line.head), "
        + "to what follows version \(expected.version)")
  }

  /// Where the events of a line come from.
  private func below(_ line: LedgerLine) throws(EventStoreError) -> Expected {
    guard let stream = line.stream else { return Expected(version: 0, head: nil) }
    // Nothing took the place of what was taken out.
    if line.count == 0 { return Expected(version: line.before, head: line.head) }
    var walk = StreamWalk(
      store.reader, stream, from: line.head, version: line.after, downTo: line.before + 1)
    var parent: ObjectID?
    while let (_, commit) = try walk.step() { parent = commit.parent }
    return Expected(version: line.before, head: parent)
  }

  private func damaged(_ message: String) -> EventStoreError {
    EventStoreError(.damaged, message)
  }
}
