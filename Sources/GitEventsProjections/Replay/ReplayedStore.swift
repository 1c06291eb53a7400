public import GitEvents

/// A state over several streams, and what it was made from.
public struct ReplayedStore: Sendable {
  /// The state, in canonical form; of a partitioned projection an object with a state for each key.
  public let state: JSONText
  /// The projection.
  public let definition: ProjectionDefinition
  /// What it is about.
  public let scope: StoreScope
  /// The number of states, where the projection is partitioned.
  public let partitionCount: Int?
  /// How many events were applied for it now.
  public let eventCount: Int
  /// Whether it began with what an earlier replay had kept.
  public let usedCheckpoint: Bool
  /// How many events were left out because they were noted to be.
  public let skippedCount: Int
  /// The position up to which the store was read.
  public let position: Int
  /// What a reader should know.
  public let warnings: [ReplayWarning]
}
