/// One stream as plain `git` shows it: the chain of commits below its ref.
struct StreamHistory {
  /// The commits, oldest first: that of version 1 at 0.
  private(set) var commits: [String] = []
  /// The version of each event by its id.
  private(set) var versions: [String: Int] = [:]
  /// What is wrong, a sentence each.
  private(set) var findings: [String] = []

  /// Walks from the head to the first event.
  init(_ component: String, _ head: String, _ all: PlainCommits) {
    var chain: [(id: String, commit: PlainCommits.Commit)] = []
    var next: String? = head
    while let id = next, let commit = all[id] {
      chain.append((id, commit))
      if commit.parents.count > 1 { findings.append("\(component): commit \(id) is a merge") }
      next = commit.parents.first
    }
    if let next { findings.append("\(component): commit \(next) is missing") }
    chain.reverse()
    for (index, (id, commit)) in chain.enumerated() {
      let version = index + 1
      commits.append(id)
      if commit.trailer("Event-Version") != String(version) {
        findings.append(
          "\(component): version \(version) says that it is \(commit.trailer("Event-Version") ?? "none")"
        )
      }
      if commit.trailer("Event-Stream").map(StreamHistory.bytes) != StreamHistory.decode(component)
      {
        findings.append("\(component)@\(version) says that it is of another stream")
      }
      guard let event = commit.trailer("Event-Id") else {
        findings.append("\(component)@\(version) has no Event-Id")
        continue
      }
      if let other = versions.updateValue(version, forKey: event) {
        findings.append("event id \(event) is \(component)@\(other) and @\(version)")
      }
    }
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Undoes the encoding of a stream's name.
  private static func decode(_ component: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = component.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
