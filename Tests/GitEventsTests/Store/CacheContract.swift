import Foundation
import Git
import GitEvents
import GitEventsTesting
import Testing

/// What can be computed again, kept on disk and in memory.
@Suite struct CacheContract {
  /// A repository on disk and one in memory.
  private func withEach(_ body: (Kept) throws -> Void) async throws {
    try await withDiskStore { store, _ in try body(Kept(cache: store.repository)) }
    let memory = try EventStore.inMemory(options: StoreKind.options())
    try body(Kept(cache: memory.repository))
  }

  @Test func whatIsKeptIsReadUntilItIsForgotten() async throws {
    try await withEach { (cache: Kept) throws in
      #expect(try cache.read("a", limit: 10) == nil)
      #expect(!cache.forget("a"))
      #expect(cache.names == [])
      #expect(cache.keep([1, 2, 3], as: "b-1"))
      #expect(cache.keep([], as: "a"))
      #expect(cache.names == ["a", "b-1"])
      #expect(try cache.read("b-1", limit: 3) == [1, 2, 3])
      #expect(try cache.read("b-1", limit: 2) == nil)
      #expect(try cache.read("a", limit: 0) == [])
      #expect(cache.keep([4], as: "b-1"))
      #expect(try cache.read("b-1", limit: 3) == [4])
      #expect(cache.forget("b-1"))
      #expect(try cache.read("b-1", limit: 3) == nil)
      #expect(cache.names == ["a"])
    }
  }

  @Test func whatWasUsedLastIsKeptLongest() async throws {
    try await withEach { (cache: Kept) throws in
      for name in ["a", "b", "c", "d"] as [CacheName] {
        #expect(cache.keep([1, 2], as: name))
        // So that the times differ on file systems with a coarse clock.
        if cache.isCoarse { Thread.sleep(forTimeInterval: 0.02) }
      }
      #expect(try cache.read("a", limit: 9) != nil)
      cache.prune(9, 9)
      #expect(cache.names == ["a", "b", "c", "d"])
      cache.prune(3, 9)
      #expect(cache.names == ["a", "c", "d"])
      cache.prune(3, 5)
      #expect(cache.names == ["a", "d"])
      cache.prune(0, 9)
      #expect(cache.names == [])
    }
  }
}

/// A cache as the suite asks it.
private struct Kept {
  let cache: any DisposableCache
  let paths = StoreLayout.paths

  var names: [CacheName] { cache.cachedNames(paths) }
  /// Whether two files may get the same time.
  var isCoarse: Bool { cache is Repository }

  func keep(_ bytes: [UInt8], as name: CacheName) -> Bool {
    cache.cache(bytes, as: name, paths)
  }

  func read(_ name: CacheName, limit: Int) throws -> [UInt8]? {
    try cache.cached(name, paths, limit: limit)
  }

  func forget(_ name: CacheName) -> Bool { cache.uncache(name, paths) }

  func prune(_ count: Int, _ bytes: Int) {
    cache.pruneCache(keepingNewest: count, totalBytes: bytes, paths)
  }
}
