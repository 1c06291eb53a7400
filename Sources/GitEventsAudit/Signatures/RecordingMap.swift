/// Which commit of a ledger recorded each version of a stream first.
struct RecordingMap {
  private var first = 0
  /// One more than the commit's number, for each version from the first on; 0 where none is known.
  private var commits: [UInt32] = []

  /// Whether nothing is known.
  var isEmpty: Bool { commits.isEmpty }

  /// Knows nothing.
  init() {}

  /// Draws the map of a stream that is what the ledgers say.
  ///
  /// - Parameters:
  ///   - versions: The versions.
  ///   - recordings: What brought them, the earliest last.
  ///   - ledgers: How many ledgers there are: each brings a version once. Where they contradict themselves, the map stays
  ///     empty, however much they say.
  init(
    _ versions: ClosedRange<Int>, _ recordings: ArraySlice<LedgerRecordings.Recording>,
    ledgers: Int
  ) {
    func range(_ recording: LedgerRecordings.Recording) -> ClosedRange<Int>? {
      let low = max(versions.lowerBound, Int(recording.before) + 1)
      let high = min(versions.upperBound, Int(recording.after))
      return low <= high ? low...high : nil
    }
    let total = recordings.reduce(0) { $0 + (range($1)?.count ?? 0) }
    guard total <= versions.count * ledgers else { return }
    first = versions.lowerBound
    commits = [UInt32](repeating: 0, count: versions.count)
    for recording in recordings {
      for version in range(recording) ?? 1...1 where range(recording) != nil {
        commits[version - first] = recording.commit + 1
      }
    }
  }

  /// The commit that recorded a version first, by its number.
  ///
  /// - Parameter version: The version.
  /// - Returns: Nil where no ledger is known to tell of it.
  func commit(of version: Int) -> Int? {
    guard version >= first, version - first < commits.count, commits[version - first] > 0 else {
      return nil
    }
    return Int(commits[version - first]) - 1
  }
}
