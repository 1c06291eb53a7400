package import Git
package import GitEvents

/// Brings what a remote has into an exchange folder, where nobody sees it before it was checked.
package struct RemoteFetch {
  /// So many refs are asked for one by one; for more, git compares lists of names with each other for too long.
  private static let askedOneByOne = 1000

  private let remote: RemoteConnection
  private let listing: RemoteListing
  private let isSelective: Bool

  /// What payloads are fetched.
  package enum Payloads: Sendable {
    /// All of them, or what the repository's settings say of the remote.
    case asConfigured
    /// None: the remote is asked for them one by one where somebody looks.
    case none
  }

  /// Makes a fetch.
  ///
  /// - Parameters:
  ///   - remote: The remote.
  ///   - listing: What it has.
  ///   - isSelective: Whether parts of what it has were left out.
  package init(_ remote: RemoteConnection, _ listing: RemoteListing, isSelective: Bool) {
    self.remote = remote
    self.listing = listing
    self.isSelective = isSelective
  }

  /// Finds out what is there that was not there when the remote was last asked.
  ///
  /// - Parameter known: What is remembered of it.
  /// - Returns: The full names of refs that are new or have moved.
  /// - Throws: `damaged`, `io`.
  package func news(since known: RemoteView) throws(EventStoreError) -> [String] {
    var names: [String] = []
    for (stream, target) in listing.view.streams where known.streams[stream] != target {
      names.append(StoreLayout.reference(of: stream))
    }
    for (replica, target) in listing.view.ledgers where known.ledgers[replica] != target {
      names.append(StoreLayout.ledgerReference(of: replica))
    }
    if let notes = listing.view.notes, notes != known.notes {
      names.append(StoreLayout.notesReference)
    }
    let repository = remote.repository
    try onGit { () throws(GitError) in
      // A snapshot that is here stays as it is: anybody can take it anew.
      for name in listing.snapshots.keys where try repository.reference(name) == nil {
        names.append(name)
      }
    }
    return names.sorted()
  }

  /// The snapshots among what is new.
  ///
  /// - Parameter names: What is new.
  /// - Returns: Their tags with their targets.
  package func snapshots(_ names: [String]) -> [(name: String, target: ObjectID)] {
    names.compactMap { name in listing.snapshots[name].map { (name, $0) } }
  }

  /// Fetches.
  ///
  /// - Parameters:
  ///   - names: What is new.
  ///   - exchange: Where the objects go; no ref is moved.
  ///   - payloads: What payloads are fetched.
  /// - Throws: `io` where the remote cannot be reached or says less than it has; `diskFull`.
  package func run(
    _ names: [String], into exchange: borrowing ExchangeFolder,
    payloads: Payloads = .asConfigured
  ) async throws(EventStoreError) {
    if names.isEmpty { return }
    let isMany = names.count > RemoteFetch.askedOneByOne && !isSelective
    try await fetch(
      isMany ? StoreLayout.wholeStore.filter { listing.has(source: $0) } : names,
      into: exchange.objectsDirectory, payloads == .none ? ["--filter=blob:none"] : [])
    if payloads == .none {
      // What the store records of itself is needed to open it.
      try await fetch(
        [StoreLayout.reference(of: .store)], into: exchange.objectsDirectory,
        ["--no-filter", "--refetch"])
    }
  }

  private func fetch(
    _ refspecs: [String], into objects: String, _ further: [String]
  ) async throws(EventStoreError) {
    var git = remote.git()
    git.objectsDirectory = objects
    // Nothing is written but objects: which refs move is decided once they were looked at.
    let arguments =
      ["--dry-run", "--quiet", "--no-tags", "--no-recurse-submodules", "--refmap=", "--stdin"]
      + (remote.showsProgress ? ["--progress"] : []) + further + ["--", remote.name]
    do throws(GitError) {
      try await git.run(
        "fetch", arguments, input: Array(refspecs.map { $0 + "\n" }.joined().utf8))
    } catch {
      throw remote.failure(error, doing: "fetch from")
    }
  }
}

extension RemoteListing {
  /// Whether a refspec asks for anything that is there: git refuses a name that is not.
  fileprivate func has(source refspec: String) -> Bool {
    refspec.contains("*") || view.notes != nil
  }
}
