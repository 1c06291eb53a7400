import Synchronization

/// A way for one thread to end the jq programs that another one runs.
///
/// Programs that were given it end with `JQError.cancelled` some milliseconds after the call, and refuse to run again.
package final class JQInterruption: Sendable {
  private let cancelled = Atomic(false)

  /// Makes one that nobody has used yet.
  package init() {}

  /// Whether an end was asked for.
  package var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Asks for an end; there is no way back.
  package func cancel() {
    cancelled.store(true, ordering: .relaxed)
  }
}
