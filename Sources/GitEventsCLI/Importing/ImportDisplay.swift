import GitEvents

/// The progress line of an import.
final class ImportDisplay {
  private var line: ProgressLine
  private var progress: ImportProgress
  private var added = 0
  private var skipped = 0

  /// Makes the line.
  ///
  /// - Parameters:
  ///   - messages: Where it is shown, if that is a terminal.
  ///   - size: How many bytes the input has; nil where nobody knows.
  init(_ messages: TextOutput, size: Int?) {
    line = ProgressLine(messages)
    progress = ImportProgress(size: size)
  }

  /// Adds what a part came to.
  func count(_ report: ImportReport) {
    added += report.added
    skipped += report.skipped
  }

  /// Draws the line anew, now and then.
  func show(_ rows: ImportRows) {
    let text = progress.line(
      rows: rows.rowCount, bytes: rows.byteCount, added: added, skipped: skipped)
    if let text { line.show(text) }
  }

  /// Wipes the line.
  func clear() { line.clear() }
}
