import Git
import GitEvents
import GitEventsAudit

/// What a repository's settings say of what is taken in.
struct GuardSettings {
  /// The file beside the store's others in which it is noted up to where ledgers are borne out by refs.
  private static let settledName = "settled"

  let policy: IncomingPolicy

  /// Reads the settings of a repository.
  ///
  /// - Parameter repository: The repository.
  /// - Throws: A `GitError` where a setting is no number.
  init(_ repository: Repository) throws {
    var policy = IncomingPolicy()
    if let bytes = try repository.configuration.integer("events.maxPayload"), bytes > 0 {
      policy.payloads.maximumBytes = min(bytes, EventReader.payloadLimits.maximumBytes)
    }
    policy.ignoresCase = repository.ignoresCase
    policy.settled = GuardSettings.settled(repository)
    self.policy = policy
  }

  private static func path(_ repository: Repository) -> String {
    "\(repository.location.commonDirectory)/\(StoreLayout.paths.folder)/\(settledName)"
  }

  /// Up to where ledgers are known to be borne out by refs, by replica; nothing where the file is none of ours.
  static func settled(_ repository: Repository) -> [String: CommitID] {
    guard let file = try? ReadableFile(path(repository)), file.count <= 1 << 20,
      let bytes = try? file.bytes(at: 0, count: file.count)
    else { return [:] }
    var settled: [String: CommitID] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let id = ObjectID(hex: words[0].utf8) else { continue }
      settled[String(words[1])] = CommitID(id)
    }
    return settled
  }

  /// Notes up to where ledgers are borne out by refs.
  ///
  /// - Parameters:
  ///   - settled: The commits, by replica.
  ///   - repository: The repository.
  /// - Throws: A `GitError`.
  static func note(_ settled: [String: CommitID], in repository: Repository) throws {
    if settled == self.settled(repository) { return }
    let file = ReplacedFile(path(repository))
    try file.makeFolder()
    let lines = settled.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
    try file.write(Array(lines.joined().utf8))
  }
}
