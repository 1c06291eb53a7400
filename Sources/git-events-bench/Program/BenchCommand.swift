import ArgumentParser

/// `git-events-bench`: measures every row side by side with its peer.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-events-bench",
    abstract: "Measure git-events beside git, SQLite and eventsourcing, in one run.",
    discussion: """
      Contenders run in turns. Bulk work is judged by its best round, what a user waits for by the median; the spread \
      is the longest time as a multiple of the shortest, ours and the peer's. A peer that is not there is said to be \
      missing. See Docs/Performance.md.
      """)

  @Option(help: "How many events the stores hold.", transform: BenchCommand.sizes)
  var events = [10_000, 100_000]

  @Flag(help: "Also 1,000,000 events.")
  var million = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only these rows: \(AllRows.names.joined(separator: ", ")).", valueName: "rows"),
    transform: BenchCommand.rows)
  var only: [[String]] = []

  @Option(help: "Write the report as JSON to a file.")
  var json: String?

  @Option(help: "Put the table into a page, between its marks.")
  var markdown: String?

  @Flag(help: "Exit 1 where a row is below its target.")
  var check = false

  @Option(help: "The git-events that is measured; the one beside this program by default.")
  var program: String?

  @Option(
    help: "Rounds of every row, instead of what suits the size; processes run three times as often."
  )
  var rounds: Int?

  @Option(help: "A folder on the disk that is to be measured; TMPDIR or /var/tmp by default.")
  var folder: String?

  @Option(help: "Where Python's virtual environment is kept; the user's cache by default.")
  var pythonFolder: String?

  @Flag(help: "Leave the Python peer out.")
  var withoutPython = false

  func validate() throws {
    if let rounds, rounds < 1 { throw ValidationError("--rounds takes 1 or more") }
  }

  func run() throws {
    // What would keep the report from being written is better known before hours of measuring.
    let json = try self.json.map(OutputFile.init)
    let page = try markdown.map { path in
      guard let text = InputFile.text(path) else { throw BenchFailure("cannot read \(path)") }
      return try MarkdownPage(text, path: path)
    }
    let scratch = try ScratchFolder(in: folder)
    defer { scratch.remove() }
    let surroundings = try Surroundings(
      folder: scratch.path, program: measuredProgram, own: CurrentProcess.path
    ).withInstalledProgram()
    _ = try surroundings.answer([surroundings.program, "--version"])
    let python = eventsourcing(surroundings)
    let session = Session(
      surroundings, sizes: events + (million ? [1_000_000] : []), rounds: rounds, python)
    let start = ContinuousClock.now
    session.measure(selected) { (row, size) in
      let seconds = Decimals.text(Stopwatch.seconds(since: start), places: 0)
      Terminal.message("[\(seconds) s] \(row), \(Decimals.grouped(Double(size))) events")
    }
    let machine = Machine(surroundings, eventsourcing: python.description)
    let lines = session.lines.filter { line in
      names.contains { line.row == $0 || line.row.hasPrefix($0 + "-") }
    }
    for (name, value) in machine.facts { print("\(name): \(value)") }
    print("\n" + TextTable.plain(lines), terminator: "")
    try json?.write(bytes: JSONReport.text(lines, machine))
    try json?.flush()
    try page?.write(lines, machine)
    let short = lines.filter(\.verdict.fallsShort)
    if !short.isEmpty { print("\n\(short.count) of \(lines.count) lines fall short") }
    if check, !short.isEmpty { throw ExitCode(1) }
  }

  /// The rows that were asked for, and those that growth is computed from.
  private var selected: [any Row] {
    let needed = names.contains("growth") ? names + GrowthRow.rows : names
    return AllRows.rows.filter { needed.contains($0.name) }
  }

  /// The names of the rows that were asked for.
  private var names: [String] { only.isEmpty ? AllRows.names : only.flatMap(\.self) }

  private var measuredProgram: String {
    let own = CurrentProcess.path
    let beside = own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex) + "git-events"
    return program ?? String(beside)
  }

  private func eventsourcing(
    _ surroundings: Surroundings
  ) -> Result<EventSourcingEnvironment, BenchFailure> {
    if withoutPython { return .failure(BenchFailure("left out")) }
    let home = CurrentProcess.variable("HOME").map { $0 + "/.cache" } ?? surroundings.folder
    let cache = CurrentProcess.variable("XDG_CACHE_HOME") ?? home
    do {
      return .success(
        try EventSourcingEnvironment(
          in: pythonFolder ?? cache + "/git-events-bench-python", surroundings))
    } catch {
      return .failure(BenchFailure("\(error)"))
    }
  }

  @Sendable private static func sizes(_ text: String) throws -> [Int] {
    let sizes = text.split(separator: ",").compactMap { Int($0) }
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }),
      sizes.count == text.split(separator: ",", omittingEmptySubsequences: false).count
    else { throw ValidationError("--events takes numbers with commas, as in 10000,100000") }
    return sizes
  }

  @Sendable private static func rows(_ text: String) throws -> [String] {
    let names = text.split(separator: ",").map(String.init)
    for name in names where !AllRows.names.contains(name) {
      throw ValidationError("no row '\(name)': there are \(AllRows.names.joined(separator: ", "))")
    }
    return names
  }
}

extension Result<EventSourcingEnvironment, BenchFailure> {
  /// The version of the library, or why it is missing.
  fileprivate var description: String {
    switch self {
    case .success(let environment): environment.version
    case .failure(let failure): "missing: \(failure)"
    }
  }
}
