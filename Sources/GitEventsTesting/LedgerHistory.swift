/// One replica's ledger as plain `git` shows it, compared with the streams.
struct LedgerHistory {
  /// How many events its tip says that the replica has accepted.
  private(set) var position = 0
  /// The commits of events that a rebase took out of their streams again.
  private(set) var superseded: Set<String> = []
  /// How many events the streams must hold for it.
  var held: Int { position - superseded.count }
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
    for (_, commit) in chain {
      for line in LedgerHistory.lines(of: commit) { supersede(line.was, all) }
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
        // What was taken out again is in no stream, and what came in its place goes on from below it.
        if superseded.contains(line.head) { continue }
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
    /// What it supersedes: a head, and how many events from there on.
    let was: (head: String, count: Int)?
  }

  private mutating func supersede(_ was: (head: String, count: Int)?, _ all: PlainCommits) {
    guard let was else { return }
    var next: String? = was.head
    for _ in 0..<was.count {
      guard let id = next, let commit = all[id] else {
        return findings.append("the ledger takes out events that are not there")
      }
      superseded.insert(id)
      next = commit.parents.first
    }
  }

  /// The second paragraph of the message, where there are three.
  private static func lines(of commit: PlainCommits.Commit) -> [Line] {
    commit.message.compactMap { text in
      let words = text.split(separator: " ")
      guard words.count >= 3, words[2].count == 40, !words[0].hasSuffix(":") else { return nil }
      guard let range = versions(words[1]) else { return nil }
      var was: (head: String, count: Int)?
      if words.count >= 6, words[3] == "was", let old = versions(words[4]) {
        was = (String(words[5]), old.after - old.before)
      }
      return Line(
        stream: String(words[0]), before: range.before, after: range.after,
        head: String(words[2]), was: was)
    }
  }

  private static func versions(_ word: Substring) -> (before: Int, after: Int)? {
    let range = word.split(separator: ".").compactMap { Int($0) }
    return range.count == 2 ? (range[0], range[1]) : nil
  }
}
