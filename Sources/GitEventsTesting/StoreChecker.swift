import Git
import GitEvents

/// Judges a store on disk with plain `git` alone, so that a mistake of the store's own readers hides nothing.
///
/// Versions without gaps, every acknowledged id exactly once, ledgers unbroken from their genesis with positions that
/// add up and heads that their refs reach, nothing left of a writer, and `git fsck --strict`.
public struct StoreChecker: Sendable {
  private let repository: GitFixture

  /// Names the repository.
  ///
  /// - Parameter repository: The repository; nobody writes to it while it is checked.
  public init(_ repository: GitFixture) {
    self.repository = repository
  }

  /// Checks everything.
  ///
  /// - Parameters:
  ///   - acknowledged: Ids of events that must be there.
  ///   - sequences: Ids in the order in which one client wrote them; those that are there must be in that order in each
  ///     stream.
  /// - Returns: What is wrong, a sentence each; none where all is well.
  /// - Throws: `GitCommand.Failure` where git cannot read the store.
  public func findings(
    acknowledged: [String] = [], sequences: [[String]] = []
  ) async throws -> [String] {
    let pause = try await MaintenancePause(of: repository.gitDirectory)
    var findings = leftovers()
    do {
      try await repository.fsck()
    } catch {
      findings.append("git fsck --strict: \(error)")
    }
    let heads = try await heads()
    let commits = try await PlainCommits(of: repository)
    var streams: [String: StreamHistory] = [:]
    var places: [String: [String]] = [:]
    for (name, head) in heads where name.hasPrefix(StoreLayout.streamPrefix) {
      let component = String(name.dropFirst(StoreLayout.streamPrefix.count))
      let history = StreamHistory(component, head, commits)
      streams[component] = history
      findings += history.findings
      for (id, version) in history.versions {
        places[id, default: []].append("\(component)@\(version)")
      }
    }
    for (id, places) in places.sorted(by: { $0.key < $1.key }) where places.count > 1 {
      findings.append("event id \(id) is there \(places.count) times: \(places.sorted())")
    }
    for id in Set(acknowledged).sorted() where places[id] == nil {
      findings.append("event id \(id) was acknowledged and is not there")
    }
    for sequence in sequences {
      for (stream, history) in streams {
        let versions = sequence.compactMap { history.versions[$0] }
        if zip(versions, versions.dropFirst()).contains(where: { $0 >= $1 }) {
          findings.append("\(stream): the events of one client are not in the order of writing")
        }
      }
    }
    let ledgers = heads.filter { $0.key.hasPrefix(StoreLayout.ledgerPrefix) }
      .map { LedgerHistory($0.key, $0.value, commits, streams) }
    findings += ledgers.flatMap(\.findings)
    let total = streams.values.reduce(0) { $0 + $1.commits.count }
    let position = ledgers.map(\.held).max() ?? 0
    if position != total {
      findings.append("the ledgers account for \(position) events, the streams hold \(total)")
    }
    pause.end()
    return findings
  }

  /// Compares the store with a mirror that plain git makes of it, which is judged as well.
  ///
  /// - Returns: What is wrong, a sentence each.
  /// - Throws: `GitCommand.Failure` where git cannot make or read the mirror.
  public func mirrorFindings() async throws -> [String] {
    let name = "mirror-\(UInt64.random(in: .min ... .max)).git"
    let mirror = GitFixture(directory: repository.directory, name: name, bare: true)
    let pause = try await MaintenancePause(of: repository.gitDirectory)
    try await GitCommand.run(
      ["clone", "--quiet", "--mirror", repository.path, mirror.path],
      home: repository.directory.path)
    pause.end()
    let own = try await repository.git("for-each-ref").text
    let copied = try await mirror.git("for-each-ref").text
    let findings = own == copied ? [] : ["a mirror has other refs than the store"]
    return try await findings + StoreChecker(mirror).findings().map { "in a mirror: \($0)" }
  }

  private func heads() async throws -> [String: String] {
    let lines = try await repository.git(
      "for-each-ref", "--format=%(objectname) %(refname)", StoreLayout.streamPrefix,
      StoreLayout.ledgerPrefix
    ).lines
    var heads: [String: String] = [:]
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { heads[String(parts[1])] = String(parts[0]) }
    }
    return heads
  }

  /// What a writer left behind: its locks, its marks on packs, its temporary files.
  ///
  /// - Returns: A sentence each.
  public func leftovers() -> [String] {
    var found = locks
    found += files(below: "objects/pack").filter { $0.hasSuffix(".keep") }
    found += files(below: "git-events/tmp")
    return found.sorted().map { "\($0) was left behind" }
  }

  /// The locks of refs and of packed-refs, and what git writes while it holds the latter.
  package var locks: [String] {
    files(below: "refs").filter { $0.hasSuffix(".lock") }
      + files(below: "").filter { $0 == "packed-refs.lock" || $0 == "packed-refs.new" }
  }

  private func files(below path: String) -> [String] {
    let top = path.isEmpty ? repository.gitDirectory : repository.gitDirectory + "/" + path
    guard let folder = try? Folder(top), let entries = try? folder.entries() else { return [] }
    return entries.flatMap { entry in
      let name = String(decoding: entry.name, as: UTF8.self)
      let full = path.isEmpty ? name : path + "/" + name
      return entry.kind == .folder && !path.isEmpty ? files(below: full) : [full]
    }
  }
}
