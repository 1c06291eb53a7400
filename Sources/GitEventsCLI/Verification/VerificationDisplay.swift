import GitEventsAudit
import Synchronization

/// The progress line of a verification, which is told how far it is by several threads.
final class VerificationDisplay: Sendable {
  private struct State {
    var line: ProgressLine
    var shown: ContinuousClock.Instant
  }

  private let state: Mutex<State>
  private let start: ContinuousClock.Instant

  /// Makes the line.
  ///
  /// - Parameter messages: Where it is shown, if that is a terminal.
  init(_ messages: TextOutput) {
    start = .now
    state = Mutex(State(line: ProgressLine(messages.alone()), shown: start))
  }

  /// Draws the line anew, now and then.
  func show(_ progress: VerificationProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard now - state.shown >= .milliseconds(100) else { return }
      state.shown = now
      let seconds = (now - start) / .seconds(1)
      state.line.show(VerificationDisplay.text(progress, seconds: seconds))
    }
  }

  /// Words how far a verification is.
  ///
  /// - Parameters:
  ///   - progress: How far it is.
  ///   - seconds: How long it took.
  /// - Returns: The line.
  static func text(_ progress: VerificationProgress, seconds: Double) -> String {
    let text = "verifying: \(progress.events) of \(progress.total) events"
    guard seconds > 0, progress.events > 0 else { return text }
    let rate = Double(progress.events) / seconds
    let left = Double(progress.total - progress.events) / rate
    return text + ", \(Int(rate)) events/s, \(ProgressLine.timeLeft(left))"
  }

  /// Wipes the line.
  func clear() { state.withLock { $0.line.clear() } }
}
