import Git
import GitEvents

extension EventStore {
  /// Whether the repository is a clone that leaves objects at the other side (a promisor remote).
  var isWithoutPayloads: Bool {
    guard let repository = repository as? Repository else { return false }
    let configuration = repository.configuration
    return configuration.string("extensions.partialclone") != nil
      || !configuration.all(section: "remote", variable: "partialclonefilter").isEmpty
  }

  /// What a clone of a part cannot prove.
  ///
  /// - Parameter unseen: How many payloads were not here.
  /// - Returns: The gaps.
  func gaps(unseenPayloads unseen: Int) -> [VerificationReport.Gap] {
    guard let repository = repository as? Repository else { return [] }
    let isPart = repository.configuration.entries.contains {
      $0.key.hasPrefix("events.remote.") && $0.key.hasSuffix(".streams")
    }
    return (isPart ? [.selection] : []) + (unseen > 0 ? [.payloads] : [])
  }
}
