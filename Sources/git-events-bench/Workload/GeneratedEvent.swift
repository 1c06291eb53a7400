import GitEvents

/// An event as the workload makes it, in the forms in which the contenders take it.
struct GeneratedEvent {
  let stream: String
  let type: String
  let id: String
  let correlation: String
  /// The payload as one line of JSON.
  let data: String
  /// The metadata as one line of JSON.
  let metadata: String

  /// The event as a row of JSON Lines, without the newline.
  var row: String {
    "{\"stream\":\"\(stream)\",\"type\":\"\(type)\",\"id\":\"\(id)\",\"correlation\":\"\(correlation)\","
      + "\"data\":\(data),\"metadata\":\(metadata)}"
  }

  /// The event as the library takes it.
  ///
  /// - Returns: The event.
  /// - Throws: Never for what the workload makes.
  func eventData() throws -> EventData {
    EventData(
      type: try EventType(type), data: try JSONText(data), metadata: try JSONText(metadata),
      id: try EventID(id), correlation: correlation)
  }
}
