import GitEvents
import GitEventsProjections

extension JSONValue {
  /// Reads any JSON text, as tests write it.
  init(parsing text: String) throws { self.init(try JSONText(text)) }

  /// The value on one line.
  var line: String { String(decoding: compact(), as: UTF8.self) }
}
