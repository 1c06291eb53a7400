/// What became of computing a snapshot again.
package struct SnapshotVerification: Sendable {
  /// Whether it says what is so.
  package enum Verdict: Sendable, Hashable {
    /// Everything is as it was computed now.
    case same
    /// Something is not.
    case differs([Finding])
    /// It cannot be computed here, for that reason.
    case notChecked(String)
  }

  /// One thing that is not as it should be.
  package struct Finding: Sendable, Hashable {
    /// What it is about.
    package enum Aspect: String, Sendable {
      case form, event, definition, leftOut = "left-out", state, computation
    }

    package let aspect: Aspect
    /// What it should be.
    package let expected: String
    /// What it is.
    package let found: String
  }

  /// The snapshot.
  package let examined: ExaminedSnapshot
  package let verdict: Verdict
}
