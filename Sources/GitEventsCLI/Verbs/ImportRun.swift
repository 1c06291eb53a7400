import GitEvents
import GitEventsProjections

/// One import with its progress line and its closing line, which comes also where the import fails.
struct ImportRun {
  private var importer: EventImporter
  private let map: RowMap?
  private let context: Context
  private var progress: ProgressLine
  private var rows = 0

  init(importer: EventImporter, map: RowMap?, context: Context) {
    self.importer = importer
    self.map = map
    self.context = context
    progress = ProgressLine(context.messages)
  }

  /// Which versions were recorded, where that is kept.
  var appended: AppendedVersions { importer.appended }

  /// Imports every line.
  ///
  /// - Parameter lines: The input.
  /// - Throws: What the importer throws; the closing line is written before.
  mutating func take(_ lines: LineReader) throws {
    do {
      var lines = lines
      while let line = try next(&lines) {
        try importer.add(line)
        rows += 1
        if rows.isMultiple(of: 500) {
          progress.show(
            "importing: \(rows) rows, added \(importer.added), skipped \(importer.skipped)")
        }
      }
      try importer.finish()
    } catch {
      try summarize()
      throw error
    }
    try summarize()
  }

  /// The next line; where the input itself is at fault, what came before it is kept.
  private mutating func next(_ lines: inout LineReader) throws -> LineReader.Line? {
    do {
      return try lines.next()
    } catch {
      try importer.keepComplete()
      throw error
    }
  }

  private mutating func summarize() throws {
    progress.clear()
    if let warning = map?.warning {
      try context.messages.line("git-events: warning: \(VisibleText.line(warning))")
    }
    guard context.isJSON else {
      return try context.output.line("added \(importer.added), skipped \(importer.skipped)")
    }
    var line = JSONLineWriter()
    line.member("added", integer: importer.added)
    line.member("skipped", integer: importer.skipped)
    try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
  }
}
