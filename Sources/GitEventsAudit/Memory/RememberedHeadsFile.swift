import Git
public import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file in which it is remembered what was verified: a line of JSON for each ledger of each repository.
public struct RememberedHeadsFile: Sendable {
  private static let largest = 64 << 20

  private let file: ReplacedFile
  private let path: String

  /// Names the file.
  ///
  /// - Parameter path: The file; it need not be there, and its folder is made when it is written.
  public init(_ path: String) {
    file = ReplacedFile(path)
    self.path = path
  }

  /// One line.
  private struct Line {
    var repository: String
    var store: String
    var time: Timestamp
    var replica: String
    var head: RememberedHeads.Head

    var text: [UInt8] {
      var line = JSONLineWriter()
      line.member("repository", string: repository)
      line.member("store", string: store)
      line.member("verified", string: time.canonicalText)
      line.member("replica", string: replica)
      line.member("position", integer: head.position)
      line.member("commit", string: head.commit.description)
      return line.finish() + [UInt8(ascii: "\n")]
    }

    init(
      repository: String, store: String, time: Timestamp, replica: String,
      head: RememberedHeads.Head
    ) {
      self.repository = repository
      self.store = store
      self.time = time
      self.replica = replica
      self.head = head
    }

    init?(_ bytes: [UInt8]) {
      guard let members = try? JSONObjectMembers(bytes).members else { return nil }
      func string(_ name: String) -> String? {
        members.first { $0.name == name }.flatMap { try? $0.value.string() }
      }
      guard let repository = string("repository"), let store = string("store"),
        let time = string("verified").flatMap({ Timestamp(canonicalText: $0) }),
        let replica = string("replica"), let commit = string("commit").flatMap({ CommitID($0) }),
        let position = members.first(where: { $0.name == "position" }).flatMap({
          try? $0.value.integer()
        })
      else { return nil }
      self.init(
        repository: repository, store: store, time: time, replica: replica,
        head: .init(commit: commit, position: position))
    }
  }

  /// Reads what is remembered of a repository.
  ///
  /// - Parameter repository: The path of its common git directory.
  /// - Returns: Nil where it was never verified.
  /// - Throws: `damaged` for a file that says something else; `io`, `permissionDenied`.
  public func heads(of repository: String) throws(EventStoreError) -> RememberedHeads? {
    let lines = try read().filter { $0.repository == repository }
    guard let first = lines.first else { return nil }
    return RememberedHeads(
      storeID: first.store, time: first.time,
      ledgers: Dictionary(lines.map { ($0.replica, $0.head) }) { first, _ in first })
  }

  /// Remembers what was verified in place of what was remembered of the same repository.
  ///
  /// - Parameters:
  ///   - heads: What was verified.
  ///   - repository: The path of its common git directory.
  /// - Throws: `damaged` for a file that says something else; `io`, `permissionDenied`, `diskFull`: the file is as it was.
  public func remember(
    _ heads: RememberedHeads, of repository: String
  ) throws(EventStoreError) {
    let lock = try onGit { () throws(GitError) in
      try file.makeFolder()
      return try FileLock(
        waitingFor: file.neighbour(".lock"), until: .now + .seconds(10), pause: 1000)
    }
    var bytes: [UInt8] = []
    for line in try read() where line.repository != repository { bytes += line.text }
    for (replica, head) in heads.ledgers.sorted(by: { $0.key < $1.key }) {
      bytes +=
        Line(
          repository: repository, store: heads.storeID, time: heads.time, replica: replica,
          head: head
        ).text
    }
    try onGit { () throws(GitError) in try file.write(bytes) }
    lock.end()
  }

  private func read() throws(EventStoreError) -> [Line] {
    let bytes: [UInt8]
    do throws(GitError) {
      bytes = try OpenFile(path, O_RDONLY).read(limit: RememberedHeadsFile.largest)
    } catch {
      if case .system(_, _, ENOENT) = error { return [] }
      throw EventStoreError(error)
    }
    var lines: [Line] = []
    for text in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let line = Line(Array(text)) else {
        throw EventStoreError(
          .damaged, "\(path) is not a file of what was verified",
          hint: "name another with --state; or remove it, and nothing is known of earlier runs")
      }
      lines.append(line)
    }
    return lines
  }
}
