import Git
import GitEvents

extension VerificationFinding {
  /// Makes a finding of what a reader refused.
  ///
  /// - Parameters:
  ///   - error: What the reader said.
  ///   - rule: The rule that is broken where the object itself is sound.
  ///   - id: What was read.
  ///   - stream: The stream that it concerns.
  ///   - version: The version that it concerns.
  ///   - subject: The ref that it concerns.
  /// - Throws: The error again where it says nothing of the store: a disk that cannot be read, no memory.
  init(
    of error: EventStoreError, _ rule: VerificationRule, at id: ObjectID,
    stream: StreamName? = nil, version: Int? = nil, subject: String? = nil
  ) throws(EventStoreError) {
    var rule = rule
    var commit = CommitID(id)
    switch error.cause as? GitError {
    case .missingObject(let object)?:
      rule = .objectMissing
      commit = CommitID(object)
    case .damagedObject(let object, _)?, .oversizedObject(let object, _, _)?:
      rule = .objectDamaged
      commit = CommitID(object)
    default:
      guard error.code == .damaged else { throw error }
    }
    self.init(
      rule, error.message, stream: stream, versions: version.map { max(1, $0)...max(1, $0) },
      commit: commit, subject: subject)
  }
}
