/// Finds fetches that would rewind or delete a store's refs, so that nothing is written where it would be lost.
package enum WriteRefusal {
  /// Says why a repository must not be written to; reading it stays allowed.
  ///
  /// - Parameters:
  ///   - configuration: All configuration that `git fetch` would use there.
  ///   - guarded: The folders of refs that no fetch may move backwards.
  /// - Returns: An `unsupportedRepository` error, or nil where writing is safe. Refused are a fetch refspec with
  ///   `+` onto events or ledgers (as `git clone --mirror` sets up), and any refspec onto them where the remote
  ///   mirrors or fetching prunes.
  /// - Throws: `malformed` for a `mirror` or `prune` that is neither true nor false.
  package static func find(
    in configuration: Configuration, guarding guarded: [String]
  ) throws(GitError) -> GitError? {
    for (remote, entry) in configuration.all(section: "remote", variable: "fetch") {
      guard let refspec = entry.value, let destination = destination(of: refspec),
        covers(destination, guarded)
      else { continue }
      var reason: String?
      if refspec.hasPrefix("+") {
        reason = "overwrites"
      } else if try configuration.bool("remote.\(remote).mirror") == true {
        reason = "mirrors"
      } else {
        let own = try configuration.bool("remote.\(remote).prune")
        let general = try configuration.bool("fetch.prune")
        if own ?? general ?? false { reason = "prunes" }
      }
      if let reason {
        return .unsupportedRepository(
          feature: "remote \(remote) \(reason) events when it is fetched (\(refspec))",
          hint: "write in an ordinary clone, or remove that refspec from remote.\(remote).fetch")
      }
    }
    return nil
  }

  /// What a refspec writes to; nil for one that excludes, or that only fetches.
  private static func destination(of refspec: String) -> Substring? {
    if refspec.hasPrefix("^") { return nil }
    guard let colon = refspec.lastIndex(of: ":") else { return nil }
    let destination = refspec[refspec.index(after: colon)...]
    return destination.isEmpty ? nil : destination
  }

  private static func covers(_ destination: Substring, _ guarded: [String]) -> Bool {
    guard let star = destination.firstIndex(of: "*") else {
      return guarded.contains { destination.hasPrefix($0) }
    }
    let start = destination[..<star]
    return guarded.contains { start.hasPrefix($0) || $0.hasPrefix(start) }
  }
}
