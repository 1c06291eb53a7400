package import GitEvents

/// What a backup has written.
package struct BackupReport: Sendable {
  /// The store's id.
  package let storeID: String
  /// The earlier backup that it goes on from; nil for a complete one.
  package let base: String?
  /// How many events it brings.
  package var events = 0
  /// How many streams have got events.
  package var streams = 0
  /// How many refs it names.
  package let references: Int
  /// How large the file is; 0 where nothing was written, because there was nothing new.
  package var bytes = 0
  /// Streams that break the format, so that their events could not be counted.
  package var unreadable: [String] = []
  /// Refs of the project that cannot be read.
  package let leftOut: [String]
  /// What was put right before that another writer had left.
  package let recovery: RecoveryReport?

  init(storeID: String, base: String?, _ settled: SettledReferences) {
    self.storeID = storeID
    self.base = base
    references = settled.references.count
    leftOut = settled.leftOut
    recovery = settled.recovery
  }

  /// Whether there was anything to write.
  package var isWritten: Bool { bytes > 0 }
}
