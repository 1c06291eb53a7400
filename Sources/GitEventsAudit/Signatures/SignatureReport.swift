/// Who signed what, of what was read.
public struct SignatureReport: Sendable, Hashable {
  /// What one key signed.
  public struct Share: Sendable, Hashable {
    /// Whose it is.
    public var signer: Signer
    /// How many commits of ledgers it signed.
    public var ledgerCommits = 0
    /// How many events it signed by themselves.
    public var ownEvents = 0
    /// How many events it vouches for: those that it signed, and those that no key signed and that an entry recorded
    /// that it signed.
    public var events = 0

    init(_ signer: Signer) { self.signer = signer }
  }

  /// What each key signed; the one that vouches for most events first.
  public var shares: [Share] = []
  /// How many commits of ledgers were looked at.
  public var ledgerCommits = 0
  /// How many of them have a good signature.
  public var signedLedgerCommits = 0
  /// How many events were looked at.
  public var events = 0
  /// How many of them have a good signature, or were recorded by an entry that has one.
  public var covered = 0
  /// How many of the others a later entry of the same ledger has fixed with a good signature: they were there, as they
  /// are, when that was made, and nobody signed for having recorded them.
  public var sealed = 0
  /// How many signed events no ledger tells of, so that they were checked at the time that they say themselves.
  public var withoutLedgerTime = 0

  /// The share of the events that are covered, in hundredths of a percent, rounded down.
  ///
  /// - Parameter count: So many of the events.
  /// - Returns: The share.
  public func share(of count: Int) -> String {
    guard events > 0 else { return "0.00 %" }
    let hundredths = count * 10_000 / events
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}
