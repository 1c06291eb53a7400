import Git

/// What goes into a backup.
struct BackupContents {
  /// What the file says of itself.
  let header: BundleHeader
  /// The objects that its pack holds.
  let objects: [ObjectID]
}
