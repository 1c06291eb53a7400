import Git

/// Reads a long stream forward, one stretch between two known commits after the other: no commit is read twice, and
/// memory does not grow with the stream.
///
/// Each stretch must begin where the one before it ended, so that what is read is one chain up to the stream's head.
struct SegmentedRead {
  private let reader: EventReader
  private let stream: StreamName
  private let known: VersionFinder.Known
  private let last: Int
  private var next: Int
  private var previous: ObjectID?
  private var pending: PendingEvents

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - reader: Reads the repository.
  ///   - stream: The stream.
  ///   - known: Its head with a table of known commits.
  ///   - range: The versions, not above the head's.
  init(
    _ reader: EventReader, _ stream: StreamName, _ known: VersionFinder.Known,
    _ range: ClosedRange<Int>
  ) {
    self.reader = reader
    self.stream = stream
    self.known = known
    next = range.lowerBound
    last = range.upperBound
    pending = PendingEvents(of: stream)
  }

  /// Finds the next event.
  ///
  /// - Returns: Nil behind the last.
  /// - Throws: `damaged`, `io`.
  mutating func popFirst() throws(EventStoreError) -> PendingEvent? {
    if let event = pending.popFirst() { return event }
    guard next <= last else { return nil }
    let top = known.place(atOrAbove: next)
    var walk = StreamWalk(
      reader, stream, from: top.id, version: top.version, downTo: next,
      reading: top == known.head ? known.commit : nil)
    var lowest: EventCommit?
    while let (id, commit) = try walk.step() {
      if commit.version <= last { pending.prepend(id, commit) }
      lowest = commit
    }
    if let previous, lowest?.parent != previous {
      throw EventStoreError(
        .damaged, "version \(next) of stream \(stream) does not follow version \(next - 1)",
        hint: "the stream was replaced while it was read; read it again", stream: stream)
    }
    previous = top.id
    next = top.version + 1
    return pending.popFirst()
  }
}
