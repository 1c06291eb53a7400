/// What a backup or a restoration is at: each takes its time in a large store.
package enum BackupStage: Sendable, Equatable {
  /// The refs of the store are read.
  case readingReferences
  /// The file is written.
  case writing
  /// The file that was written is taken apart.
  case checking
  /// A file is taken into the new store.
  case restoring(String)
  /// The refs of the new store are made.
  case makingReferences
}
