import GitEvents

extension FaultOperation {
  /// Every operation that writes; a new one is one entry.
  ///
  /// - Parameter isLarge: Whether the large import is as large as by hand.
  /// - Returns: The operations.
  package static func all(isLarge: Bool) -> [FaultOperation] {
    let imported = isLarge ? (rows: 1200, streams: 200) : (rows: 200, streams: 60)
    return [
      FaultOperation(
        description: "append", start: .filled,
        arguments: ["append", "s-1", "a.b", "--id", "op-0"], events: ["op-0"]),
      rows("append to a new stream", .filled, ["append", "--batch"], ["new-1"]),
      rows("batch", .filled, ["append", "--batch"], ["s-1", "t-1", "new-1"]),
      rows(
        "batch over 60 streams", .filled, ["append", "--batch"],
        (1...58).map { "new-\($0)" } + ["s-1", "t-1"]),
      rows(
        "pipe", .filled, ["append", "--pipe"], (0..<40).map { ["s-1", "t-1", "new-1"][$0 % 3] },
        .prefix, isLogged: true, probe: (["append", "-h"], "--pipe")),
      // So many that they are published through packed-refs, two of them with a file of their own before.
      rows(
        "pipe over 30 streams", .filled, ["append", "--pipe"],
        (1...28).map { "new-\($0)" } + ["s-1", "t-1"] + (1...28).map { "new-\($0)" },
        .prefix, isLogged: true, probe: (["append", "-h"], "--pipe")),
      rows(
        "import", .filled, ["import", "-", "--source", "test"],
        (0..<40).map { ["s-1", "t-1", "new-1", "new-2"][$0 % 4] }, .prefix, .allAtTheEnd),
      rows(
        "first import", .created, ["import", "-", "--source", "test"],
        (0..<imported.rows).map { "many-\($0 % imported.streams)" }, .prefix, .allAtTheEnd),
      FaultOperation(
        description: "init", start: .repository, arguments: ["init"],
        mark: .ownEvents("store.created", 1)),
      FaultOperation(
        description: "projection define", start: .filled,
        arguments: ["projection", "define", "other", "merge"],
        mark: .ownEvents("projection.defined", 2)),
      FaultOperation(
        description: "annotate", start: .filled,
        arguments: ["annotate", "s-1@2", "--skip", "-m", "recorded twice"],
        mark: .ownEvents("event.skipped", 1)),
      FaultOperation(
        description: "snapshot create", start: .filled, arguments: ["snapshot", "create", "s-1@3"],
        mark: .reference(StoreLayout.snapshotPrefix)),
      FaultOperation(
        description: "review", start: .filled,
        arguments: ["review", "approve", "s-1@..3", "-m", "fine"],
        mark: .reference(StoreLayout.notesReference)),
      FaultOperation(
        description: "append with a snapshot", start: .due,
        arguments: ["append", "s-1", "a.b", "--id", "op-0"], events: ["op-0"]),
      FaultOperation(
        description: "maintain", start: .scattered, arguments: ["maintain"],
        probe: (["maintain", "-h"], "maintain")),
      FaultOperation(
        description: "pull", start: .behind, arguments: ["pull"], events: FaultRows.ids(3, "up"),
        acknowledgement: .allAtTheEnd, probe: (["pull", "-h"], "--rebase")),
      FaultOperation(
        description: "rebase", start: .diverged, arguments: ["pull", "--rebase"],
        events: FaultRows.ids(2, "up"), acknowledgement: .allAtTheEnd,
        probe: (["pull", "-h"], "--rebase")),
      FaultOperation(
        description: "split", start: .diverged, arguments: ["pull", "--split"],
        events: FaultRows.ids(2, "up"), acknowledgement: .allAtTheEnd,
        probe: (["pull", "-h"], "--rebase")),
      FaultOperation(description: "recover", start: .interrupted, arguments: ["recover"]),
    ]
  }

  /// A batch of an event for each stream, in a store that was just created.
  ///
  /// - Parameters:
  ///   - streams: The streams.
  ///   - word: What the ids of its events begin with.
  /// - Returns: The operation.
  package static func batch(over streams: [String], _ word: String) -> FaultOperation {
    rows("batch", .created, ["append", "--batch"], streams, word: word)
  }

  /// An operation that records a row for each stream named.
  private static func rows(
    _ name: String, _ start: FaultStart, _ arguments: [String], _ streams: [String],
    _ wholeness: Wholeness = .whole, _ acknowledgement: Acknowledgement = .eachByALine,
    word: String = "op", isLogged: Bool = false, probe: (arguments: [String], word: String)? = nil
  ) -> FaultOperation {
    FaultOperation(
      description: name, start: start, arguments: arguments,
      input: FaultRows.rows(streams, word), events: FaultRows.ids(streams.count, word),
      wholeness: wholeness, acknowledgement: acknowledgement, isLogged: isLogged, probe: probe)
  }
}
