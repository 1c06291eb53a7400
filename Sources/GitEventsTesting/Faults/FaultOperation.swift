import GitEvents

/// Something that the program does, as a fault sees it: what it is told, what it must leave, how one knows that it is done.
package struct FaultOperation: Sendable, CustomStringConvertible {
  /// What may be there of an operation that was interrupted.
  package enum Wholeness: Sendable {
    /// All of its events or none.
    case whole
    /// Its first events, however many: each was acknowledged, or could have been, before the next.
    case prefix
  }

  /// When events are acknowledged.
  package enum Acknowledgement: Sendable {
    /// Each by a line of its own that holds its id.
    case eachByALine
    /// All by the exit status 0.
    case allAtTheEnd
  }

  /// What shows plain git that an operation without events of its own is done.
  package enum Mark: Sendable {
    /// So many events of that type are in the store's own stream.
    case ownEvents(String, Int)
    /// There is a ref whose name begins so.
    case reference(String)
  }

  /// Its name in reports.
  package let description: String
  /// The store in which it happens.
  package let start: FaultStart
  /// What the program is told.
  package let arguments: [String]
  /// What it reads from standard input.
  package var input = ""
  /// The ids of the events that it records, in order.
  package var events: [String] = []
  /// What may be there of it after an interruption.
  package var wholeness = Wholeness.whole
  /// When its events are acknowledged.
  package var acknowledgement = Acknowledgement.eachByALine
  /// What shows that it is done, where it records no events that a client named.
  package var mark: Mark?
  /// Whether what it acknowledged may lie in the write-ahead log, which plain git does not read, until a writer comes.
  package var isLogged = false
  /// Arguments that end with status 0 only where the program can do this, and what they must print.
  package var probe: (arguments: [String], word: String)?

  /// Whether the program under test can do this.
  package func isKnown(to program: EventsProgram, in folder: String) async throws -> Bool {
    guard let probe else { return true }
    let result = try await program.run(probe.arguments, in: folder)
    return result.status == 0 && (result.output + result.errors).contains(probe.word)
  }

  /// The events that an output acknowledges.
  package func acknowledged(by result: EventsProgram.Result) -> [String] {
    if acknowledgement == .allAtTheEnd { return result.status == 0 ? events : [] }
    // A line without its end may still have been on its way; one that refuses a row may name it.
    let end = result.output.lastIndex(of: "\n") ?? result.output.startIndex
    let lines = result.output[..<end].split(separator: "\n").filter { !$0.hasPrefix("refused") }
    let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
    return events.filter(words.contains)
  }
}

/// The store in which an operation happens.
package enum FaultStart: String, Sendable, CaseIterable {
  /// A repository without a store.
  case repository
  /// A store that was just created.
  case created
  /// Two streams of a few events, and a projection.
  case filled
  /// As `filled`, and a projection that wants a snapshot with the next event.
  case due
  /// As `filled`, in so many packs that the next append puts them together.
  case scattered
  /// As `filled`, and a writer was killed right behind its commit point.
  case interrupted
  /// As `filled`, and a remote has more in three streams.
  case behind
  /// As `filled`, and both this store and a remote have appended to one stream.
  case diverged

  /// The ids of the events that are there.
  package var events: [String] {
    switch self {
    case .repository, .created: []
    case .filled, .due, .behind: FaultStart.filling
    case .diverged: FaultStart.filling + ["mine-0", "mine-1"]
    case .scattered: FaultStart.filling + FaultStart.scattering
    case .interrupted: FaultStart.filling + ["dead-0", "dead-1", "dead-2"]
    }
  }

  private static let filling = (1...3).map { "s-\($0)" } + ["t-1"]
  private static let scattering = (1...43).map { "scattered-\($0)" }

  /// Makes the store.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - repository: An empty repository.
  ///   - shim: What kills the writer of `interrupted`.
  /// - Throws: Where it cannot be made.
  package func make(
    with program: EventsProgram, in repository: GitFixture, _ shim: FaultShim
  ) async throws {
    if self == .repository { return }
    func succeed(_ arguments: String...) async throws {
      try await program.succeed(arguments, in: repository.path)
    }
    try await succeed("init")
    // What runs in the background is no part of an operation that is judged; `maintain` is one of its own.
    try await repository.git("config", "events.autoMaintain", "false")
    if self == .created { return }
    for id in FaultStart.filling {
      try await succeed("append", "\(id.prefix(1))-1", "a.b", "-F", "n=1", "--id", id)
    }
    try await succeed("projection", "define", "first", "merge")
    switch self {
    case .due: try await succeed("projection", "define", "second", "merge", "--snapshot-every", "4")
    case .scattered:
      for id in FaultStart.scattering {
        try await succeed("append", "s-1", "a.b", "-F", "n=1", "--id", id)
      }
    case .behind: try await haveRemote(["s-1", "t-1", "new-1"], program, repository)
    case .diverged:
      try await haveRemote(["s-1", "s-1"], program, repository)
      for id in ["mine-0", "mine-1"] {
        try await succeed("append", "s-1", "a.b", "-F", "n=1", "--id", id)
      }
    case .interrupted:
      let rows = FaultRows.rows(["s-1", "t-1", "new-1"], "dead")
      let list = try await StoreTemplate(repository).withCopy { copy in
        try await shim.run(program, ["append", "--batch"], in: copy, input: rows, fault: nil)
      }
      let ledger = StoreLayout.ledgerPrefix
      let moves = list.calls.indices.filter { index in
        list.calls[index].name == "rename" && list.calls[index].path.contains(ledger)
      }
      guard let move = moves.last else { throw FaultFailure("no rename into \(ledger)") }
      // The call after the rename, counted from 1.
      let fault = Fault(.killGroup, at: move + 2)
      let run = try await shim.run(
        program, ["append", "--batch"], in: repository, input: rows, fault: fault)
      if !run.result.isKilled { throw FaultFailure("the writer was not killed") }
    default: break
    }
  }

  /// Gives the store a remote, in which another clone has recorded more.
  private func haveRemote(
    _ streams: [String], _ program: EventsProgram, _ repository: GitFixture
  ) async throws {
    let remote = repository.path + "-remote.git"
    let clone = repository.path + "-clone"
    try await repository.git("init", "--quiet", "--bare", "--template=", remote)
    try await repository.git("remote", "add", "origin", remote)
    try await program.succeed(["push"], in: repository.path)
    try await program.succeed(["clone", remote, clone], in: repository.directory.path)
    try await program.succeed(
      ["append", "--batch"], in: clone, input: FaultRows.rows(streams, "up"))
    try await program.succeed(["push"], in: clone)
  }
}

/// Tells that the harness itself could not do what it had to.
package struct FaultFailure: Error, CustomStringConvertible {
  /// What.
  package let description: String

  /// Makes it.
  ///
  /// - Parameter description: What could not be done.
  package init(_ description: String) {
    self.description = description
  }
}

/// Rows for `append --batch` and `import`.
package enum FaultRows {
  /// One event for each stream, with ids that begin with a word.
  ///
  /// - Parameters:
  ///   - streams: A stream for each event.
  ///   - word: What the ids begin with.
  /// - Returns: JSON Lines.
  package static func rows(_ streams: [String], _ word: String) -> String {
    streams.enumerated().map { index, stream in
      #"{"stream":"\#(stream)","type":"thing.happened","id":"\#(word)-\#(index)","#
        + #""data":{"by":"\#(word)-\#(index)"}}"# + "\n"
    }.joined()
  }

  /// The ids of these rows.
  ///
  /// - Parameters:
  ///   - count: How many rows.
  ///   - word: What the ids begin with.
  /// - Returns: The ids, in order.
  package static func ids(_ count: Int, _ word: String) -> [String] {
    (0..<count).map { "\(word)-\($0)" }
  }
}
