import GitEvents
import GitEventsProjections

/// One import with its progress line and its closing line, which comes also where the import fails.
struct ImportRun {
  private var importer: EventImporter
  private let map: RowMap?
  private let context: Context
  private let input: InputSource

  init(importer: EventImporter, map: RowMap?, input: InputSource, context: Context) {
    self.importer = importer
    self.map = map
    self.input = input
    self.context = context
  }

  /// Which versions were recorded, where that is kept.
  var appended: AppendedVersions { importer.appended }

  /// Imports every line.
  ///
  /// - Parameters:
  ///   - store: Where the events go.
  ///   - options: How rows become events.
  /// - Throws: What the importer throws; the closing line is written before.
  mutating func take(_ store: EventStore, _ options: ImportOptions) throws {
    let size = input.descriptor.fileSize
    let input = input
    let lots: any RowLots =
      if let map {
        MappedRows(
          LineReader(input.descriptor), map, options, mayWait: size == nil, close: input.close)
      } else {
        ParallelRows(options, close: input.close) { (count) throws(Failure) in
          try input.descriptor.read(upTo: count)
        }
      }
    defer { lots.stop() }
    let display = ImportDisplay(context.messages, size: size)
    let rows = ImportRows(lots, store, file: input.name, options) { display.show($0) }
    do {
      try importer.take(rows, reporting: display.count)
    } catch {
      display.clear()
      try summarize()
      throw error
    }
    display.clear()
    try summarize()
  }

  private func summarize() throws {
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
