/// What must hold for the order of an append's system calls, so that a power loss at any moment loses nothing that was
/// acknowledged and tears nothing.
struct DurabilityRules {
  private let calls: [SystemCall]
  private(set) var findings: [String] = []

  /// Judges a trace.
  ///
  /// - Parameters:
  ///   - trace: Of a command that acknowledges something on standard output.
  ///   - gitDirectory: The repository.
  init(_ trace: SystemCallTrace, in gitDirectory: String) {
    calls = trace.changes(in: gitDirectory)
    guard let end = calls.firstIndex(where: SystemCallTrace.isAcknowledgement) else {
      findings.append("nothing was acknowledged")
      return
    }
    let renames = calls.indices.filter { calls[$0].isRename && calls[$0].paths.count == 2 }
    for index in renames {
      checkIsSynced(calls[index].paths[0], before: index)
      if index > end { findings.append("\(calls[index].text) comes after the acknowledgement") }
      let folder = DurabilityRules.folder(of: calls[index].paths[1])
      if !hasSync(of: folder, in: index..<end) {
        findings.append("\(folder) is not synced between a rename into it and the acknowledgement")
      }
    }
    for index in calls.indices where calls[index].name == "mkdir" && index < end {
      let path = calls[index].path
      if path.hasSuffix("/git-events/tmp") { continue }
      let folder = DurabilityRules.folder(of: path)
      if !hasSync(of: folder, in: index..<end) {
        findings.append("\(folder), which got \(path), is not synced")
      }
    }
    checkPackOrder(renames)
    checkCommitPoint(renames)
  }

  private func hasSync(of path: String, in range: Range<Int>) -> Bool {
    calls[range].contains { $0.isSync && $0.path == path || $0.name == "syncfs" }
  }

  private mutating func checkIsSynced(_ path: String, before rename: Int) {
    // A name may have been used before: only what happened since the file was made counts.
    let start = calls[..<rename].lastIndex { $0.isCreation && $0.path == path } ?? 0
    let lastWrite = calls[start..<rename].lastIndex { $0.isWrite && $0.path == path }
    guard let lastWrite else { return findings.append("\(path) is renamed, but was not written") }
    if !hasSync(of: path, in: lastWrite..<rename) {
      findings.append("\(path) is renamed without a sync after its last write")
    }
  }

  /// `.keep`, then `.pack`, then `.idx`: git must not see a part, nor throw the whole away.
  private mutating func checkPackOrder(_ renames: [Int]) {
    for index in renames where calls[index].paths[1].hasSuffix(".pack") {
      let stem = calls[index].paths[1].dropLast(".pack".count)
      let keep = calls.firstIndex { $0.isCreation && $0.path == stem + ".keep" }
      let idx = renames.first { calls[$0].paths[1] == stem + ".idx" }
      if keep.map({ $0 < index }) != true {
        findings.append("\(stem): .keep does not come before .pack")
      }
      if idx.map({ $0 > index }) != true {
        findings.append("\(stem): .idx does not come after .pack")
      }
      let end = calls.firstIndex { $0.name == "unlink" && $0.path == stem + ".keep" } ?? .max
      if renames.contains(where: { calls[$0].paths[1].contains("/refs/") && $0 > end }) {
        findings.append("\(stem): .keep is removed before the refs are moved")
      }
    }
  }

  /// Everything else is on disk before the ledger moves; the ledger's move is on disk before the streams move.
  private mutating func checkCommitPoint(_ renames: [Int]) {
    let streams = renames.filter { calls[$0].paths[1].contains("/refs/events/") }
    guard let ledger = renames.first(where: { calls[$0].paths[1].contains("/refs/ledger/") }) else {
      return findings.append("no ledger is moved")
    }
    for index in renames where calls[index].paths[1].contains("/objects/") {
      let folder = DurabilityRules.folder(of: calls[index].paths[1])
      if !hasSync(of: folder, in: index..<max(index, ledger)) {
        findings.append("\(folder) is not synced before the ledger moves")
      }
    }
    for index in streams {
      checkIsSynced(calls[index].paths[0], before: ledger)
      let folder = DurabilityRules.folder(of: calls[ledger].paths[1])
      if index < ledger || !hasSync(of: folder, in: ledger..<index) {
        findings.append("\(calls[index].paths[1]) moves before the ledger's move is on disk")
      }
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
