package import Git
import Synchronization

extension EventStore {
  /// Puts the small packs that appends leave together, where there are many of them.
  ///
  /// Every append is a pack of its own, and reading slows down as they become many. A long-lived program calls this now
  /// and then; the command line does in the background. Other writers and readers may go on meanwhile.
  ///
  /// - Returns: Whether there was anything to do.
  /// - Throws: `io`, `diskFull`, `permissionDenied`; the store is as good as before.
  @discardableResult
  public func maintain() async throws(EventStoreError) -> Bool {
    guard let outcome = try await maintain(.whenDue) else { return false }
    return !outcome.isNothing
  }

  /// Lays the store out for reading: few packs in the order of the streams, few files of refs.
  ///
  /// One process at a time; other writers and readers, and git, may go on meanwhile. Nothing is dropped that git would
  /// keep. When it is interrupted, even by a power loss, the store is as good as before.
  ///
  /// - Parameter extent: How much is done.
  /// - Returns: What was done; nil where another process is at it.
  /// - Throws: `io`, `diskFull`, `permissionDenied`, `damaged`; the store is as good as before.
  @discardableResult
  package func maintain(
    _ extent: MaintenanceExtent
  ) async throws(EventStoreError) -> Maintenance.Outcome? {
    do {
      return try await repository.maintain(
        StoreLayout.paths, extent, at: options.clock.now().seconds)
    } catch {
      throw EventStoreError(error)
    }
  }

  /// What there is for maintenance to do; takes a look at every file of packs, loose objects and refs.
  ///
  /// - Returns: What was found; nothing is changed.
  /// - Throws: `io`, `permissionDenied`.
  package func maintenanceNeeds() throws(EventStoreError) -> MaintenanceNeeds {
    try onGit { () throws(GitError) in
      try repository.maintenanceNeeds(StoreLayout.paths, at: options.clock.now().seconds)
    }
  }

  /// Whether there is so much for maintenance to do that readers notice, and nobody is at it.
  ///
  /// - Returns: True from the thresholds on.
  /// - Throws: `io`, `permissionDenied`.
  package func isMaintenanceDue() throws(EventStoreError) -> Bool {
    try onGit { () throws(GitError) in
      try repository.isMaintenanceDue(StoreLayout.paths, at: options.clock.now().seconds)
    }
  }

  /// So many appends are waited for before the packs are counted.
  private static let appendsBetween = 50

  /// Puts packs together in the background where the store does so by itself.
  func maintainWhenDue() {
    guard options.maintainsItself else { return }
    let isDue = writing.withLock { memory in
      memory.appends += 1
      return memory.appends.isMultiple(of: EventStore.appendsBetween)
    }
    // What fails here is tried again later, and `doctor` tells why.
    if isDue { Task.detached(priority: .utility) { _ = try? await self.maintain() } }
  }
}
