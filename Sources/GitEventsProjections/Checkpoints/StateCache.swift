import Git
import GitEvents

/// One file of the store's disposable cache.
struct StateCache {
  /// A larger file is neither read nor written.
  static let limit = 96 << 20
  /// The most files, and the most bytes of all together, that are kept beside the one just written.
  private static let most = (files: 512, bytes: 1 << 30)

  private let repository: any StoreRepository
  private let name: CacheName?

  /// Names the file after what it is for.
  init(_ store: EventStore, identity: String) throws(EventStoreError) {
    repository = store.repository
    let digest = try onGit { () throws(GitError) in
      try ObjectHasher.id(of: .blob, Array(identity.utf8))
    }
    name = CacheName("state-\(digest.hex)")
  }

  func read() -> [UInt8]? {
    guard let name else { return nil }
    // One that cannot be read is as good as none.
    return try? repository.cached(name, StoreLayout.paths, limit: StateCache.limit)
  }

  func write(_ bytes: [UInt8]) {
    guard let name, bytes.count <= StateCache.limit else { return }
    guard repository.cache(bytes, as: name, StoreLayout.paths) else { return }
    // Whoever replays every stream of a large store leaves a file for each.
    if repository.cachedNames(StoreLayout.paths).count > StateCache.most.files {
      repository.pruneCache(
        keepingNewest: StateCache.most.files * 3 / 4, totalBytes: StateCache.most.bytes,
        StoreLayout.paths)
    }
  }
}
