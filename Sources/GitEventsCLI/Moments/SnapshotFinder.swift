import GitEvents

/// Reads the names of snapshots as users write them.
enum SnapshotFinder {
  /// Reads a name.
  ///
  /// - Parameter text: `PROJECTION/STREAM/VERSION`, with or without what stands before it in git's names.
  /// - Returns: What the name says; nil where it is none.
  static func reference(
    _ text: String
  ) -> (projection: ProjectionName, stream: StreamName, version: Int)? {
    var rest = text[...]
    for prefix in ["refs/", "tags/", "snapshots/"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    return StoreLayout.snapshot(of: StoreLayout.snapshotPrefix + rest)
  }
}
