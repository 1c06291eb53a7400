/// How signatures are checked, and whether they must be there.
public struct SignatureDemands: Sendable {
  let checker: SignatureChecker
  let requiresSigned: Bool

  /// Says how signatures are checked.
  ///
  /// - Parameters:
  ///   - checker: Checks them.
  ///   - requiresSigned: Whether what is not signed is a finding.
  public init(_ checker: SignatureChecker, requiresSigned: Bool = false) {
    self.checker = checker
    self.requiresSigned = requiresSigned
  }
}
