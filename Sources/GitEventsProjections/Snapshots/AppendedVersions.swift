package import GitEvents

/// Which versions of which streams appends have made.
package struct AppendedVersions: Sendable {
  /// The first and the last new version of each stream; of the store's own streams nothing is kept.
  package private(set) var streams: [StreamName: ClosedRange<Int>] = [:]

  package init() {}

  /// Whether nothing was made.
  package var isEmpty: Bool { streams.isEmpty }

  /// Adds what an append made; what had been recorded before does not count.
  ///
  /// - Parameter result: The append's result.
  package mutating func add(_ result: AppendResult) {
    for outcome in result.outcomes where !outcome.wasRecordedBefore {
      let event = outcome.event
      if event.stream.isReserved { continue }
      let known = streams[event.stream] ?? event.version...event.version
      streams[event.stream] =
        min(known.lowerBound, event.version)...max(known.upperBound, event.version)
    }
  }
}

extension AppendedVersions {
  /// Adds what a part of an import made.
  ///
  /// - Parameter report: What it came to.
  package mutating func add(_ report: ImportReport) {
    for (stream, versions) in report.versions where !stream.isReserved {
      let known = streams[stream] ?? versions
      streams[stream] =
        min(known.lowerBound, versions.lowerBound)...max(known.upperBound, versions.upperBound)
    }
  }
  /// Takes it apart by streams.
  ///
  /// - Parameter count: The most streams of a part.
  /// - Returns: The parts, in the order of the streams' names.
  package func parts(of count: Int) -> [AppendedVersions] {
    if streams.count <= count { return [self] }
    var parts: [AppendedVersions] = []
    for (index, (stream, versions)) in streams.sorted(by: { $0.key < $1.key }).enumerated() {
      if index.isMultiple(of: count) { parts.append(AppendedVersions()) }
      parts[parts.count - 1].streams[stream] = versions
    }
    return parts
  }
}
