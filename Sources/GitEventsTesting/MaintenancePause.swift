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

  private let lock: FileLock?

  /// Waits for maintenance that is at work, and lets no other begin.
  ///
  /// - Parameter gitDirectory: The repository's folder; one that has never been a store is left as it is.
  /// - Throws: `GitError`; the lock that is not given back within a minute is passed over.
  init(of gitDirectory: String) async throws {
    let path = gitDirectory + "/git-events/maintenance"
    let end = ContinuousClock.now + MaintenancePause.patience
    do {
      while ContinuousClock.now < end {
        if let taken = try FileLock(ifFree: path, O_RDWR | O_CREAT) {
          lock = consume taken
          return
        }
        try await Task.sleep(for: .milliseconds(20))
      }
    } catch {
      guard case .system(_, _, ENOENT)? = error as? GitError else { throw error }
    }
    lock = nil
  }

  /// Lets maintenance begin again.
  consuming func end() {}
}
