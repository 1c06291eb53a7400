import GitEvents

/// Findings as they are made, with what was seen many times in a row kept once.
///
/// A store that is damaged all over must not fill memory with what is wrong: so many are kept, the rest is counted.
struct FindingCollection: Sendable {
  /// More findings are counted, and not kept.
  static let most = 10_000

  private(set) var findings: [VerificationFinding] = []
  /// How many there were beyond those.
  private(set) var left = 0

  /// Adds a finding.
  ///
  /// - Parameter finding: The finding; one of the same rule and stream as the last, at the version beside it, is joined
  ///   with that.
  mutating func add(_ finding: VerificationFinding) {
    if let last = findings.last, let joined = FindingCollection.join(last, finding) {
      findings[findings.count - 1] = joined
    } else if findings.count < FindingCollection.most {
      findings.append(finding)
    } else {
      left += 1
    }
  }

  /// Adds all findings of another collection.
  ///
  /// - Parameter other: The collection.
  mutating func add(contentsOf other: FindingCollection) {
    for finding in other.findings { add(finding) }
    left += other.left
  }

  private static func join(
    _ last: VerificationFinding, _ next: VerificationFinding
  ) -> VerificationFinding? {
    guard last.rule == next.rule, last.stream != nil, last.stream == next.stream,
      let versions = last.versions, let added = next.versions,
      added.upperBound == versions.lowerBound - 1
    else { return nil }
    var joined = last
    joined.versions = added.lowerBound...versions.upperBound
    joined.count += next.count
    return joined
  }
}

extension FindingCollection {
  var isEmpty: Bool { findings.isEmpty }

  /// Whether something is wrong that would be right again if refs were read a moment later.
  var dependOnReferences: Bool {
    findings.contains { finding in
      switch finding.rule {
      case .streamMissing, .streamRewound, .streamReplaced, .streamUnrecorded: true
      default: false
      }
    }
  }
}
