import GitEvents

/// Why a ref must not move as somebody asks.
package struct IncomingRefusal: Sendable, Hashable {
  /// The rule that the move would break.
  package enum Rule: Sendable, Hashable {
    /// A rule of the format, which `verify` checks as well.
    case format(VerificationRule)
    /// A ref of the store would be deleted.
    case deletion
    /// A ref of the store would not go on from where it is.
    case rewind
    /// The ref is elsewhere than the move says, or what it is at is not here.
    case stale

    /// The word by which people and programs know the rule.
    package var name: String {
      switch self {
      case .format(let rule): rule.rawValue
      case .deletion: "ref-deleted"
      case .rewind: "ref-rewound"
      case .stale: "ref-stale"
      }
    }
  }

  /// The full name of the ref.
  package let reference: String
  package let rule: Rule
  /// What is wrong, in one line; names in it are as somebody else wrote them.
  package let reason: String

  /// Makes a refusal.
  ///
  /// - Parameters:
  ///   - reference: The full name of the ref.
  ///   - rule: The rule that the move would break.
  ///   - reason: What is wrong, in one line.
  package init(_ reference: String, _ rule: Rule, _ reason: String) {
    self.reference = reference
    self.rule = rule
    self.reason = reason
  }

  /// Takes over what a verifier found.
  ///
  /// - Parameters:
  ///   - reference: The full name of the ref.
  ///   - finding: The finding.
  init(_ reference: String, _ finding: VerificationFinding) {
    var reason = finding.found
    if let expected = finding.expected { reason += "; expected " + expected }
    if let stream = finding.stream {
      let versions = finding.versions.map { range in
        range.count == 1 ? "@\(range.lowerBound)" : "@\(range.lowerBound)..\(range.upperBound)"
      }
      reason += " (\(stream)\(versions ?? ""))"
    } else if let commit = finding.commit, !reason.contains(commit.description) {
      reason += " (commit \(commit))"
    }
    self.init(reference, .format(finding.rule), reason)
  }
}
