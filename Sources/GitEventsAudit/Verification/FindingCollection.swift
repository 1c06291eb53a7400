import GitEvents

/// Findings as they are made, with what was seen many times in a row kept once.
///
/// A store that is damaged all over must not fill memory with what is wrong: so many of each severity are kept, the rest
/// is counted. Warnings, which are easily made by the thousand, never push an error out.
struct FindingCollection: Sendable {
  /// More findings of one severity are counted, and not kept.
  static let most = 10_000

  private var errors: [VerificationFinding] = []
  private var warnings: [VerificationFinding] = []
  /// How many there are, kept or not.
  private(set) var errorCount = 0
  private(set) var warningCount = 0

  /// All that were kept, errors first.
  var findings: [VerificationFinding] { errors + warnings }

  var isEmpty: Bool { errorCount + warningCount == 0 }

  /// Adds a finding.
  ///
  /// - Parameter finding: The finding; one of the same rule and stream as the last, at the version beside it, is joined
  ///   with that.
  mutating func add(_ finding: VerificationFinding) {
    if finding.severity == .error {
      errorCount += FindingCollection.add(finding, to: &errors)
    } else {
      warningCount += FindingCollection.add(finding, to: &warnings)
    }
  }

  /// Adds all findings of another collection.
  ///
  /// - Parameter other: The collection.
  mutating func add(contentsOf other: FindingCollection) {
    for finding in other.findings { add(finding) }
    errorCount += other.errorCount - other.errors.count
    warningCount += other.warningCount - other.warnings.count
  }

  private static func add(
    _ finding: VerificationFinding, to kept: inout [VerificationFinding]
  ) -> Int {
    // Findings of two kinds at each of many versions take turns, so more than the last one is looked at.
    for index in kept.indices.suffix(4).reversed() {
      if let joined = join(kept[index], finding) {
        kept[index] = joined
        return 0
      }
    }
    if kept.count < most { kept.append(finding) }
    return 1
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
  /// Whether something is wrong that would be right again if refs were read a moment later.
  var dependOnReferences: Bool {
    findings.contains { finding in
      switch finding.rule {
      case .streamMissing, .streamRewound, .streamBehind, .streamReplaced, .streamUnrecorded: true
      default: false
      }
    }
  }
}
