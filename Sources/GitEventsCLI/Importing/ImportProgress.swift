/// How far an import has come, and how long it will still take.
struct ImportProgress {
  /// How many bytes the input has; nil where nobody knows.
  private let size: Int?
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  init(size: Int?) { self.size = size }

  /// Says how far it has come, now and then.
  ///
  /// - Parameters:
  ///   - rows: How many rows were read.
  ///   - bytes: How many bytes they are.
  ///   - added: How many events were recorded.
  ///   - skipped: How many were there already.
  /// - Returns: The line; nil where the last one is of just before.
  mutating func line(rows: Int, bytes: Int, added: Int, skipped: Int) -> String? {
    let now = ContinuousClock.now
    guard now - shown >= .milliseconds(100) else { return nil }
    shown = now
    let seconds = (now - start) / .seconds(1)
    return ImportProgress.line(
      rows: rows, bytes: bytes, added: added, skipped: skipped, size: size, seconds: seconds)
  }

  /// Words how far an import has come.
  ///
  /// - Parameters:
  ///   - rows: How many rows were read.
  ///   - bytes: How many bytes they are.
  ///   - added: How many events were recorded.
  ///   - skipped: How many were there already.
  ///   - size: How many bytes there are; nil where nobody knows.
  ///   - seconds: How long it took.
  /// - Returns: The line.
  static func line(
    rows: Int, bytes: Int, added: Int, skipped: Int, size: Int?, seconds: Double
  ) -> String {
    var line = "importing: \(rows) rows, added \(added), skipped \(skipped)"
    guard seconds > 0, rows > 0 else { return line }
    line += ", \(Int(Double(rows) / seconds)) rows/s"
    if let size, bytes > 0, size >= bytes {
      let left = seconds * Double(size - bytes) / Double(bytes)
      line += ", \(ProgressLine.timeLeft(left))"
    }
    return line
  }
}
