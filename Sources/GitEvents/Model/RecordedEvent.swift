/// An event as the store recorded it.
public struct RecordedEvent: Sendable, Hashable {
  /// The stream that it belongs to.
  public var stream: StreamName
  /// Its place in the stream, from 1 without gaps.
  public var version: Int
  /// Its id, unique over the store.
  public var id: EventID
  /// What happened.
  public var type: EventType
  /// When the store recorded it.
  public var time: Timestamp
  /// When it happened, where the client said so.
  public var occurred: OccurredTime?
  /// Who did it.
  public var actor: Actor
  /// Who recorded it.
  public var recorder: Actor
  /// The id of the larger thing that the event is a part of.
  public var correlation: String?
  /// The id of what caused the event.
  public var causation: String?
  /// The schema version of the payload.
  public var schema: Int?
  /// The payload.
  public var data: JSONText
  /// What is said about the event rather than in it.
  public var metadata: JSONText?
  /// The order in which this replica accepted the event, from 1 without gaps; nil where it was read by its stream.
  public var position: Int?
  /// Where the payload is kept apart, what its digest is (`Event-Payload`); `data` is null then.
  public var payloadReference: String?
  /// The commit that is the event.
  public var commit: CommitID
}
