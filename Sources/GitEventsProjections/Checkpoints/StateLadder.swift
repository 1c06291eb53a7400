import Git
import GitEvents

/// States of one stream by one projection at several versions: what a replay can begin from.
struct StateLadder {
  /// A state and what it belongs to.
  struct Rung {
    let version: Int
    /// The event after which the state holds: its id covers the history before it.
    let commit: ObjectID
    /// Which events were left out up to there; nil for none.
    let skipped: String?
    /// The events up to there that lost digits.
    var losses = DigitLoss()
    /// The tag of the snapshot from which the state was made; nil for one that was made of events alone.
    var snapshot: ObjectID?
    let state: JSONText
  }

  /// The most rungs that are kept.
  private static let most = 16

  /// In ascending order of versions.
  private(set) var rungs: [Rung] = []

  /// The rungs from which a version can be reached, the nearest first.
  func rungs(through version: Int) -> some Sequence<Rung> {
    rungs.lazy.filter { $0.version <= version }.reversed()
  }

  /// Adds a rung; where there are too many, the one goes that is missed least.
  mutating func insert(_ rung: Rung) {
    let place = rungs.firstIndex { $0.version >= rung.version } ?? rungs.count
    if place < rungs.count, rungs[place].version == rung.version {
      rungs[place] = rung
      return
    }
    rungs.insert(rung, at: place)
    if rungs.count > StateLadder.most { removeDensest() }
  }

  mutating func remove(version: Int) { rungs.removeAll { $0.version == version } }

  /// The last rungs, as many as have so many bytes together; always the very last.
  func suffix(bytes limit: Int) -> ArraySlice<Rung> {
    var total = 0
    let first = rungs.lastIndex { rung in
      total += rung.state.bytes.count
      return total > limit
    }
    return rungs[min(first.map { $0 + 1 } ?? 0, max(rungs.count - 1, 0))...]
  }

  /// Removes the rung whose neighbours are closest to each other; the last stays.
  private mutating func removeDensest() {
    var densest = 0
    var smallest = Int.max
    for index in rungs.indices.dropLast() {
      let below = index == 0 ? 0 : rungs[index - 1].version
      let gap = rungs[index + 1].version - below
      if gap < smallest { (densest, smallest) = (index, gap) }
    }
    rungs.remove(at: densest)
  }
}
