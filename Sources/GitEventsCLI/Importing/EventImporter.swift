import GitEvents
import GitEventsProjections

/// Records rows: in chunks, so that memory stays bounded and an import can be taken up again, or in one append.
struct EventImporter {
  private let store: EventStore
  private let isAtomic: Bool
  private let remembersVersions: Bool

  /// How many events were recorded.
  private(set) var added = 0
  /// How many were there already.
  private(set) var skipped = 0
  /// Which versions were recorded, where that is kept.
  private(set) var appended = AppendedVersions()

  /// Makes an importer.
  ///
  /// - Parameters:
  ///   - store: Where the events go.
  ///   - isAtomic: Whether all rows are one append.
  ///   - remembersVersions: Whether it is kept which versions were recorded.
  init(_ store: EventStore, isAtomic: Bool = false, remembersVersions: Bool = false) {
    self.store = store
    self.isAtomic = isAtomic
    self.remembersVersions = remembersVersions
  }

  /// Records all rows.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - reporting: Called with what each part came to.
  /// - Throws: A `Failure` with file and line, or the store's error; what was complete before it is recorded, unless the
  ///   import is atomic.
  mutating func take(
    _ rows: ImportRows, reporting: (ImportReport) -> Void = { _ in }
  ) throws {
    if isAtomic { return try takeAtOnce(rows) }
    do throws(EventStoreError) {
      try store.importEvents(from: rows) { report in
        reporting(report)
        added += report.added
        skipped += report.skipped
        if remembersVersions { appended.add(report) }
      }
    } catch {
      throw rows.described(error)
    }
    if let failure = rows.failure { throw failure }
  }

  private mutating func takeAtOnce(_ rows: ImportRows) throws {
    var batch = AppendBatch()
    var lines: [Int] = []
    while case .chunk(let chunk) = rows.next(waiting: true) {
      lines += rows.lines.prefix(chunk.count)
      batch.append(chunk)
    }
    if let failure = rows.failure { throw failure }
    if lines.isEmpty { return }
    do throws(EventStoreError) {
      let result = try store.append(batch, kind: .import)
      if remembersVersions { appended.add(result) }
      for outcome in result.outcomes {
        if outcome.wasRecordedBefore { skipped += 1 } else { added += 1 }
      }
    } catch {
      throw rows.described(error, lines: lines)
    }
  }
}
