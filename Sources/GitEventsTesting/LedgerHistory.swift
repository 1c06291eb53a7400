/// One replica's ledger as plain `git` shows it, compared with the streams.
struct LedgerHistory {
  /// How many events its tip says that the replica has accepted.
  private(set) var position = 0
  /// What is wrong, a sentence each.
  private(set) var findings: [String] = []

  /// Walks first parents from the tip to the genesis.
  init(
    _ name: String, _ tip: String, _ all: PlainCommits, _ streams: [String: StreamHistory]
  ) {
    var chain: [(id: String, commit: PlainCommits.Commit)] = []
    var next: String? = tip
    while let id = next {
      guard let commit = all[id] else {
        findings.append("\(name): commit \(id) is missing")
        break
      }
      chain.append((id, commit))
      next = commit.trailer("Ledger-Kind") == "genesis" ? nil : commit.parents.first
    }
    if let first = chain.last?.commit {
      if !first.parents.isEmpty || first.trailer("Ledger-Store") == nil {
        findings.append("\(name) does not begin with a genesis")
      }
    }
    var versions: [String: Int] = [:]
    for (id, commit) in chain.reversed() {
      if commit.trailer("Ledger-Replica").map({ name.hasSuffix("/" + $0) }) != true {
        findings.append("\(name): commit \(id) is of another replica")
      }
      let isGenesis = commit.parents.isEmpty
      for (index, line) in LedgerHistory.lines(of: commit).enumerated() {
        position += line.after - line.before
        let parent = index + (isGenesis ? 0 : 1)
        if parent >= commit.parents.count || commit.parents[parent] != line.head {
          findings.append("\(name): \(line.stream) in commit \(id) is not the parent on its line")
        }
        if let known = versions.updateValue(line.after, forKey: line.stream), known != line.before {
          findings.append(
            "\(name): \(line.stream) goes on from version \(line.before) in commit \(id), was at \(known)"
          )
        }
        let history = streams[line.stream]?.commits ?? []
        if line.after > history.count || history[line.after - 1] != line.head {
          findings.append(
            "\(name): \(line.head), version \(line.after) of \(line.stream), is not below its ref")
        }
      }
      if commit.trailer("Ledger-Position") != String(position) {
        findings.append(
          "\(name): commit \(id) says position \(commit.trailer("Ledger-Position") ?? "none"), "
            + "its lines add up to \(position)")
      }
    }
  }

  private struct Line {
    let stream: String
    let before: Int
    let after: Int
    let head: String
  }

  /// The second paragraph of the message, where there are three.
  private static func lines(of commit: PlainCommits.Commit) -> [Line] {
    commit.message.compactMap { text in
      let words = text.split(separator: " ")
      guard words.count >= 3, words[2].count == 40, !words[0].hasSuffix(":") else { return nil }
      let range = words[1].split(separator: ".").compactMap { Int($0) }
      guard range.count == 2 else { return nil }
      return Line(
        stream: String(words[0]), before: range[0], after: range[1], head: String(words[2]))
    }
  }
}
