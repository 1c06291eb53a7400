import Git

/// What goes into a backup.
struct BackupContents {
  /// What the file says of itself.
  let header: BundleHeader
  /// The refs of which an earlier backup says something else, or nothing.
  let changed: [NamedReference]
  /// The objects that lead to all that it holds.
  let tips: [ObjectID]
  /// The objects that lead to what it need not hold.
  let excluded: [ObjectID]
}
