/// A projection that comes with the program, as a jq program with its documentation in front.
package struct ReadyMadeProjection: Sendable, Hashable {
  /// What it is called.
  package let name: String
  /// What its state answers, in a few words.
  package let summary: String
  /// The jq program: `.` is the state, null at first, and `$event` the event; it yields the next state.
  package let source: String
  /// The types of the events that it reads, as patterns of a shell; empty for all.
  ///
  /// Events of other types leave its state as it is.
  package let types: [String]
}

extension ReadyMadeProjection {
  /// What the projection is when it is used under its own name.
  package var definition: ProjectionDefinition {
    ProjectionDefinition(name: name, kind: .jq(program: source), types: types)
  }
}
