import GitEvents
import GitEventsProjections

extension Failure {
  /// Takes over what a projection says.
  ///
  /// - Parameter error: The projection's error.
  init(_ error: ProjectionError) {
    self.init(
      error.code == .projectionNotFound ? .notFound : .invalid, error.code.rawValue, error.message,
      hint: error.hint)
    if let projection = error.projection { details.append(("projection", .text(projection))) }
    if let stream = error.stream { details.append(("stream", .text(stream.text))) }
    if let version = error.version { details.append(("version", .integer(version))) }
  }
}
