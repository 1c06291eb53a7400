import GitEventsSync
import Synchronization

/// The progress line of a backup or a restoration.
final class BackupDisplay: Sendable {
  private let line: Mutex<ProgressLine>

  /// Makes the line.
  ///
  /// - Parameter messages: Where it is shown, if that is a terminal.
  init(_ messages: TextOutput) { line = Mutex(ProgressLine(messages.alone())) }

  /// Says what is being done.
  ///
  /// - Parameter stage: What.
  func show(_ stage: BackupStage) {
    let text =
      switch stage {
      case .readingReferences: "reading the refs"
      case .writing: "writing the backup"
      case .checking: "checking what was written"
      case .restoring(let name): "taking \(VisibleText.line(name))"
      case .makingReferences: "making the refs"
      }
    line.withLock { $0.show(text) }
  }

  /// Wipes the line.
  func clear() { line.withLock { $0.clear() } }
}
