import GitEvents

/// `git rev-list | git cat-file --batch`: how a script would read all payloads of a store.
struct CatFilePeer {
  static let name = "cat-file --batch"

  private let surroundings: Surroundings
  private let repository: String

  /// Makes the peer.
  ///
  /// - Parameters:
  ///   - surroundings: Where the benchmark runs.
  ///   - repository: The store that is read.
  init(_ surroundings: Surroundings, repository: String) {
    self.surroundings = surroundings
    self.repository = repository
  }

  /// Reads every payload once.
  ///
  /// - Returns: How many seconds it took.
  /// - Throws: `BenchFailure`.
  func readAll() throws -> Double {
    let pipe = """
      git -C "$0" rev-list --objects --no-object-names --filter=object:type=blob \
      --filter-provided-objects --glob="$1*" | git -C "$0" cat-file --batch --buffer
      """
    return try surroundings.succeed(["sh", "-c", pipe, repository, StoreLayout.streamPrefix])
  }
}
