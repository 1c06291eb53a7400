import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose a repository is: what another user wrote into its configuration must not be run.
enum RepositoryOwner {
  /// Whether the user who runs this owns a repository's folders.
  ///
  /// - Parameter location: The repository.
  /// - Returns: False also where that cannot be told.
  static func isThisUser(_ location: RepositoryLocation) -> Bool {
    [location.gitDirectory, location.commonDirectory].allSatisfy { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_uid == geteuid()
    }
  }
}
