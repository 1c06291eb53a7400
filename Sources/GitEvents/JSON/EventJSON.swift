/// An event as one line of JSON, in the form in which `import` and `append --batch` take it back.
package enum EventJSON {
  /// Writes an event.
  ///
  /// - Parameter event: The event.
  /// - Returns: The line without its newline; fields without a value are left out.
  package static func line(_ event: RecordedEvent) -> [UInt8] { writer(event).finish() }

  /// Writes an event and leaves the object open for more members.
  ///
  /// - Parameter event: The event.
  /// - Returns: The writer behind the event's last member.
  package static func writer(_ event: RecordedEvent) -> JSONLineWriter {
    var line = JSONLineWriter()
    line.member("stream", string: event.stream.text)
    line.member("version", integer: event.version)
    line.member("id", string: event.id.text)
    line.member("type", string: event.type.text)
    line.member("time", string: event.time.canonicalText)
    line.member("occurred", string: event.occurred?.text)
    line.member("actor", string: event.actor.description)
    line.member("recorder", string: event.recorder.description)
    line.member("correlation", string: event.correlation)
    line.member("causation", string: event.causation)
    line.member("schema", integer: event.schema)
    line.member("data", text: event.data)
    line.member("metadata", text: event.metadata)
    line.member("position", integer: event.position)
    line.member("commit", string: event.commit.description)
    return line
  }
}
