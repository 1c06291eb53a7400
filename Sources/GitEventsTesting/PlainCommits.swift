import GitEvents

/// The commits of a store as plain `git` shows them, read without any code of the store.
struct PlainCommits {
  /// One commit: its parents and what its message says.
  struct Commit {
    let parents: [String]
    let message: [Substring]

    /// The value of a trailer, the last one of its name.
    func trailer(_ name: String) -> String? {
      message.last { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
  }

  private let commits: [String: Commit]

  subscript(_ id: String) -> Commit? { commits[id] }

  /// The ids of all events that a ref of the store reaches, a stream's or a ledger's.
  var eventIDs: Set<String> { Set(commits.values.compactMap { $0.trailer("Event-Id") }) }

  /// How many events of a type a ref of the store reaches.
  func count(ofType type: String) -> Int {
    commits.values.count { $0.message.first == type[...] && $0.trailer("Event-Id") != nil }
  }

  /// Reads every commit that a ref of the store reaches.
  init(of repository: GitFixture) async throws {
    let names = try await repository.git(
      "rev-list", "--glob=\(StoreLayout.streamPrefix)*", "--glob=\(StoreLayout.ledgerPrefix)*"
    ).bytes
    let batch = try await repository.git("cat-file", "--batch", input: names).bytes
    var found: [String: Commit] = [:]
    var rest = batch[...]
    // Each object: "<id> <kind> <size>\n", the content, "\n".
    while let lineEnd = rest.firstIndex(of: 10) {
      let header = String(decoding: rest[..<lineEnd], as: UTF8.self).split(separator: " ")
      guard header.count == 3, let size = Int(header[2]) else { break }
      let start = lineEnd + 1
      found[String(header[0])] = PlainCommits.parse(rest[start..<start + size])
      rest = rest[(start + size + 1)...]
    }
    commits = found
  }

  private static func parse(_ bytes: ArraySlice<UInt8>) -> Commit {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let headerEnd = lines.firstIndex(of: "") ?? lines.endIndex
    let parents = lines[..<headerEnd].filter { $0.hasPrefix("parent ") }
      .map { String($0.dropFirst("parent ".count)) }
    return Commit(parents: parents, message: Array(lines[headerEnd...].dropFirst()))
  }
}
