/// An event as a client proposes it: what happened, not yet recorded.
public struct EventData: Sendable, Hashable {
  /// What happened.
  public var type: EventType
  /// The payload.
  public var data: JSONText
  /// What is said about the event rather than in it; nil for none.
  public var metadata: JSONText?
  /// The event's id; nil lets the store make one.
  ///
  /// Bring one to make a retry safe.
  public var id: EventID?
  /// Who did it; nil for the store's recorder.
  public var actor: Actor?
  /// When it happened; nil for when it is recorded.
  public var occurred: OccurredTime?
  /// The schema version of the payload.
  public var schema: Int?
  /// The id of the larger thing that the event is a part of, such as a request: one line, at most 256 bytes.
  public var correlation: String?
  /// The id of what caused the event: one line, at most 256 bytes.
  public var causation: String?

  /// Makes a proposed event.
  ///
  /// - Parameters:
  ///   - type: What happened.
  ///   - data: The payload.
  ///   - metadata: What is said about the event rather than in it.
  ///   - id: The event's id; nil lets the store make one.
  ///   - actor: Who did it; nil for the store's recorder.
  ///   - occurred: When it happened; nil for when it is recorded.
  ///   - schema: The schema version of the payload, 1 or more.
  ///   - correlation: The id of the larger thing that the event is a part of.
  ///   - causation: The id of what caused the event.
  public init(
    type: EventType, data: JSONText = .emptyObject, metadata: JSONText? = nil, id: EventID? = nil,
    actor: Actor? = nil, occurred: OccurredTime? = nil, schema: Int? = nil,
    correlation: String? = nil, causation: String? = nil
  ) {
    self.type = type
    self.data = data
    self.metadata = metadata
    self.id = id
    self.actor = actor
    self.occurred = occurred
    self.schema = schema
    self.correlation = correlation
    self.causation = causation
  }
}
