public import GitEvents

/// One thing that verification found: a rule that does not hold, and where.
public struct VerificationFinding: Sendable, Hashable {
  /// The rule that does not hold.
  public var rule: VerificationRule
  /// The stream that it concerns.
  public var stream: StreamName?
  /// The versions of the stream that it concerns.
  public var versions: ClosedRange<Int>?
  /// The commit, or another object, at which it was seen first.
  public var commit: CommitID?
  /// The ref or file that it concerns.
  public var subject: String?
  /// What should be there.
  public var expected: String?
  /// What is there.
  public var found: String
  /// How often the same was seen in a row.
  public var count: Int

  /// How bad it is.
  public var severity: VerificationRule.Severity { rule.severity }

  /// What it may mean.
  public var meaning: String { rule.meaning }

  /// Makes a finding.
  ///
  /// - Parameters:
  ///   - rule: The rule that does not hold.
  ///   - found: What is there.
  ///   - expected: What should be there.
  ///   - stream: The stream that it concerns.
  ///   - versions: The versions of the stream that it concerns.
  ///   - commit: The commit, or another object, at which it was seen first.
  ///   - subject: The ref or file that it concerns.
  ///   - count: How often the same was seen in a row.
  public init(
    _ rule: VerificationRule, _ found: String, expected: String? = nil, stream: StreamName? = nil,
    versions: ClosedRange<Int>? = nil, commit: CommitID? = nil, subject: String? = nil,
    count: Int = 1
  ) {
    self.rule = rule
    self.found = found
    self.expected = expected
    self.stream = stream
    self.versions = versions
    self.commit = commit
    self.subject = subject
    self.count = count
  }
}

extension VerificationFinding {
  /// The order in which findings are told: the worst first, then by stream, version and ref.
  static func precedes(_ left: VerificationFinding, _ right: VerificationFinding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let streams = (left.stream?.text ?? "", right.stream?.text ?? "")
    if streams.0 != streams.1 { return streams.0 < streams.1 }
    let versions = (left.versions?.lowerBound ?? 0, right.versions?.lowerBound ?? 0)
    if versions.0 != versions.1 { return versions.0 < versions.1 }
    if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
    return (left.subject ?? "", left.found) < (right.subject ?? "", right.found)
  }
}
