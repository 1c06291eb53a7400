import Git
import Synchronization

extension EventStore {
  /// Puts the small packs that appends leave together, where there are many of them.
  ///
  /// Every append is a pack of its own, and reading slows down as they become many. A long-lived program calls this now
  /// and then; the command line does after each append. Other writers and readers may go on meanwhile.
  ///
  /// - Returns: Whether there was anything to do.
  /// - Throws: `io`, `diskFull`, `permissionDenied`; the store is as good as before.
  @discardableResult
  public func maintain() async throws(EventStoreError) -> Bool {
    do {
      return try await repository.consolidate(StoreLayout.paths)
    } catch {
      throw EventStoreError(error)
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
    // What fails here is tried again fifty appends later, and `maintain` tells a caller who asks.
    if isDue { Task.detached(priority: .utility) { _ = try? await self.maintain() } }
  }
}
