/// What an append did: an answer for each event, in the order in which they were given.
public struct AppendResult: Sendable {
  /// The answer for one event.
  public struct Outcome: Sendable, Hashable {
    /// The event as it is recorded.
    public var event: RecordedEvent
    /// Whether the event was there already (the same id with the same content) and nothing was written for it.
    public var wasRecordedBefore: Bool
    /// Whether the event is the first of its stream.
    public var startedStream: Bool { event.version == 1 && !wasRecordedBefore }
  }

  /// One outcome for each event.
  public var outcomes: [Outcome]

  /// The store's position after the append.
  public var position: Int

  /// What was repaired before the append, because an earlier writer had not ended well; nil for nothing.
  public var recovery: RecoveryReport?

  /// The recorded events, in the order in which they were given.
  public var events: [RecordedEvent] { outcomes.map(\.event) }
}
