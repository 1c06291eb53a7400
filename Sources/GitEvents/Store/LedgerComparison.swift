import Git

/// Compares every stream with what the whole ledger says of it.
struct LedgerComparison {
  private let store: EventStore

  init(_ store: EventStore) {
    self.store = store
  }

  /// Looks for refs that are gone, rewound or on another branch of history.
  ///
  /// - Returns: What is wrong, a line each; none where all is well.
  /// - Throws: `damaged`, `io`.
  func problems() throws(EventStoreError) -> [String] {
    var problems: [String] = []
    for (component, line) in try newestLines().sorted(by: { $0.key < $1.key }) {
      guard let stream = line.stream else { continue }
      let name = StoreLayout.streamPrefix + component
      // A damaged ref has been reported already.
      guard let target = try? store.repository.reference(name) else {
        if (try? store.repository.reference(name)) == .some(.none) {
          problems.append(
            "\(name) is gone; the ledger says version \(line.after), commit \(line.head)")
        }
        continue
      }
      if target == line.head { continue }
      let commit = try store.reader.commit(target, of: stream)
      var walk = StreamWalk(
        store.reader, stream, from: target, version: commit.version, downTo: max(1, line.after))
      var isDescendant = false
      while let (id, _) = try walk.step() { isDescendant = isDescendant || id == line.head }
      if !isDescendant {
        problems.append(
          "\(name) is at version \(commit.version), commit \(target), which does not follow from "
            + "version \(line.after), commit \(line.head), as the ledger has it")
      }
    }
    return problems
  }

  private func newestLines() throws(EventStoreError) -> [String: LedgerLine] {
    var lines: [String: LedgerLine] = [:]
    var next = try LedgerView(store.repository, store.reader).entry
    while let entry = next {
      for line in entry.lines where lines[line.component] == nil { lines[line.component] = line }
      next = try entry.previous.map { (id) throws(EventStoreError) in
        try LedgerEntry(id, store.reader)
      }
    }
    return lines
  }
}
