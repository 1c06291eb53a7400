import GitEvents

/// What a store asks of a remote: refspecs that take what the remote has, and never force a ref back.
package struct RemoteRefspecs: Sendable {
  /// The remote's name.
  package let remote: String

  /// Makes the refspecs of a remote.
  ///
  /// - Parameter remote: The remote's name.
  package init(_ remote: String) { self.remote = remote }

  /// What `remote.<name>.fetch` is set to, so that a plain `git fetch` asks for a store, too.
  ///
  /// Without `+`: a remote that was rewound is told of, not followed.
  package var fetched: [String] {
    [
      "\(StoreLayout.streamPrefix)*:\(StoreLayout.remoteStreamPrefix(of: remote))*",
      "\(StoreLayout.ledgerPrefix)*:\(StoreLayout.remoteLedgerPrefix(of: remote))*",
    ]
  }
}
