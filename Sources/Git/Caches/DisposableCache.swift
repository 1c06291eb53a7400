/// Keeps bytes that can be computed again: whoever finds them gone, cut short or garbled computes them.
///
/// What is kept here survives no crash for certain and is never pushed. It may be another program's work, so a reader
/// believes only what it can check.
package protocol DisposableCache: Sendable {
  /// Reads what was kept under a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - paths: Where the store keeps its files.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The bytes; nil where there are none, where they are more, where something else than a regular file
  ///   has the name, and where they may not be read.
  /// - Throws: `system`.
  func cached(
    _ name: CacheName, _ paths: StorePaths, limit: Int
  ) throws(GitError) -> [UInt8]?

  /// Keeps bytes under a name, in the place of what had it.
  ///
  /// A reader sees the old bytes or the new ones, whole. Nothing is synced: after a power loss the file may be empty.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - name: The name.
  ///   - paths: Where the store keeps its files.
  /// - Returns: Whether they were kept. Where they were not, for want of space or of a permission, nothing is left
  ///   behind, and that is no failure.
  @discardableResult
  func cache(_ bytes: [UInt8], as name: CacheName, _ paths: StorePaths) -> Bool

  /// Forgets what was kept under a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - paths: Where the store keeps its files.
  /// - Returns: Whether there was something, and it is gone.
  @discardableResult
  func uncache(_ name: CacheName, _ paths: StorePaths) -> Bool

  /// Lists what is kept, in byte order.
  ///
  /// - Parameter paths: Where the store keeps its files.
  /// - Returns: The names; none where the files cannot be listed.
  func cachedNames(_ paths: StorePaths) -> [CacheName]

  /// Forgets what was neither kept nor read for the longest time, until the rest is few enough and small enough.
  ///
  /// - Parameters:
  ///   - count: At most so many are left.
  ///   - totalBytes: With at most so many bytes together.
  ///   - paths: Where the store keeps its files.
  func pruneCache(keepingNewest count: Int, totalBytes: Int, _ paths: StorePaths)
}
