import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps maintenance away from a store for as long as this value lives.
///
/// An append may have started some that goes on after it; `git fsck` and `git clone` fail where packs are replaced while
/// they read.
struct MaintenancePause: ~Copyable {
  private static let patience = Duration.seconds(60)

  private let lock: OpenFile?

  /// Waits for maintenance that is at work, and lets no other begin.
  ///
  /// - Parameter gitDirectory: The repository's folder; one that has never been a store is left as it is.
  /// - Throws: `GitError`; the lock that is not given back within a minute is passed over.
  init(of gitDirectory: String) async throws {
    let path = gitDirectory + "/git-events/maintenance"
    let opened: OpenFile
    do throws(GitError) {
      opened = try OpenFile(path, O_RDWR | O_CREAT)
    } catch {
      guard case .system(_, _, ENOENT) = error else { throw error }
      lock = nil
      return
    }
    let end = ContinuousClock.now + MaintenancePause.patience
    while try !opened.tryLock(), ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    lock = consume opened
  }

  /// Lets maintenance begin again.
  consuming func end() {}
}
