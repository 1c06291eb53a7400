import Git
import GitEvents

/// What the bare command says: where you are and what to do next.
enum NextSteps {
  /// The most streams that are counted.
  private static let most = 1000

  static func show(_ context: Context) throws {
    let output = context.output
    do {
      let store = try context.openForReading()
      let events = try store.position() - store.version(of: .store)
      let streams = try store.streams().count(upTo: most)
      let count = streams > most ? "more than \(most)" : "\(streams)"
      try output.line(
        "\(events) event\(events == 1 ? "" : "s") in \(count) stream\(streams == 1 ? "" : "s").")
      try output.line()
      try output.line("  git events streams                 the streams")
      try output.line("  git events log                     the events, newest first")
      try output.line("  git events append STREAM TYPE      record one")
    } catch {
      let failure = Failure(error)
      guard failure.code == EventStoreError.Code.storeNotFound.rawValue else { throw failure }
      try output.line("There is no event store here.")
      try output.line()
      try output.line("  git events init                    make one in this folder")
      try output.line(
        "  git events demo                    see one, with real events, in a folder of its own")
    }
    try output.line("  git events -h                      everything else")
  }
}

extension StreamCursor {
  /// Counts the streams, at most one more than asked.
  fileprivate func count(upTo limit: Int) throws(EventStoreError) -> Int {
    var cursor = self
    var count = 0
    while count <= limit, let stream = try cursor.next() {
      if !stream.name.isReserved { count += 1 }
    }
    return count
  }
}
