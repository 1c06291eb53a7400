/// What recovery found and did; every repair is reported, none is silent.
public struct RecoveryReport: Sendable, Hashable {
  /// One thing that recovery repaired.
  public struct Repair: Sendable, Hashable {
    /// What was repaired: a ref's name or a file below `git-events`.
    public var subject: String
    /// What was done.
    public var action: String
  }

  /// What was repaired, in order.
  public var repairs: [Repair]

  /// What is wrong and was left as it is, because repairing it could hide tampering: a sentence each.
  public var problems: [String] = []

  /// Whether there was nothing to do and nothing is wrong.
  public var isClean: Bool { repairs.isEmpty && problems.isEmpty }
}
