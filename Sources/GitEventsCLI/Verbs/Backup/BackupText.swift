import GitEvents
import GitEventsSync

/// What a backup has written, for people or as a JSON object.
struct BackupText {
  private let report: BackupReport
  private let file: String
  private let isJSON: Bool

  init(_ report: BackupReport, file: String, isJSON: Bool) {
    self.report = report
    self.file = file
    self.isJSON = isJSON
  }

  /// Writes it.
  ///
  /// - Parameter output: Where it goes.
  /// - Throws: `ClosedPipe`, or a `Failure` where it cannot be written.
  func write(to output: TextOutput) throws {
    if isJSON { return try output.write(bytes: json + [UInt8(ascii: "\n")]) }
    let since = report.base.map { " since \(VisibleText.line($0))" } ?? ""
    guard report.isWritten else {
      return try output.line("nothing is new\(since): nothing was written")
    }
    try output.line(
      "\(VisibleText.line(file))  \(CountedWord.text(report.events, "event")) in "
        + "\(CountedWord.text(report.streams, "stream"))\(since)  \(report.bytes) bytes")
  }

  private var json: [UInt8] {
    var line = JSONLineWriter()
    line.member("file", string: file)
    line.member("written", bool: report.isWritten)
    line.member("store", string: report.storeID)
    line.member("since", string: report.base)
    line.member("events", integer: report.events)
    line.member("streams", integer: report.streams)
    line.member("references", integer: report.references)
    line.member("bytes", integer: report.bytes)
    return line.finish()
  }
}
