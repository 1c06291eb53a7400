import Git

extension ImportPublication {
  /// Adds a chunk of which every event is new, or every event is recorded already: nearly all are one or the other.
  ///
  /// Decides nothing that `AppendPlan` would decide otherwise, and leaves what needs a closer look to it; only it has
  /// words for what is wrong.
  ///
  /// - Parameter chunk: The chunk.
  /// - Returns: False where the chunk must be looked at closely; nothing is changed then.
  /// - Throws: `io`, `damaged`, `clockSkew`.
  mutating func addPlain(_ chunk: ImportChunk) throws(EventStoreError) -> Bool {
    guard chunk.isPlain, chunk.recorder == session.store.options.recorder, encoder.takesEntries,
      session.store.index == nil, session.gapCount == 0, let keys = chunk.keys,
      // What is written ahead of its place cannot be signed ahead.
      session.store.options.signing?.scope != .event
    else { return false }
    let recorded = try session.store.history.candidates(for: keys, at: session.tip)
    if !recorded.isEmpty {
      guard recorded.count == chunk.count, try areSame(recorded, chunk) else { return false }
      report.skipped += chunk.count
      return true
    }
    guard let numbers = try plan(chunk, keys) else { return false }
    try encode(chunk, numbers)
    return true
  }

  /// Whether every event of a chunk is the recorded one that has its id.
  private func areSame(
    _ recorded: [(place: Int, commit: ObjectID)], _ chunk: ImportChunk
  ) throws(EventStoreError) -> Bool {
    var memory = EventCommitMemory()
    for (place, id) in recorded {
      let commit = try session.store.reader.commit(id, of: nil, recalling: &memory)
      let event = chunk.data(place)
      let detail = chunk.details[place]
      guard commit.id == event.id, commit.tree == detail.tree,
        commit.says(event, in: detail.stream)
      else { return false }
    }
    return true
  }

  /// Decides which streams the events go to, and that nothing stands in their way.
  ///
  /// - Returns: The number of each event's stream; nil where something may stand in the way.
  private mutating func plan(
    _ chunk: ImportChunk, _ keys: [UInt64]
  ) throws(EventStoreError) -> [Int]? {
    var numbers: [Int] = []
    numbers.reserveCapacity(chunk.count)
    pending.reserve(chunk.count)
    do throws(EventStoreError) {
      for index in 0..<chunk.count {
        let stream = chunk.details[index].stream
        let number = try streams.number(
          of: stream, chunk.details[index].streamKey
        ) { () throws(EventStoreError) in try session.head(of: stream) }
        guard isExpected(chunk.details[index].expected, number), pending.insert(keys[index])
        else { break }
        streams.plan(number)
        numbers.append(number)
      }
    } catch {
      takeBack(numbers, keys)
      throw error
    }
    if numbers.count == chunk.count, session.gapCount == 0 { return numbers }
    takeBack(numbers, keys)
    return nil
  }

  private func isExpected(_ expected: ExpectedVersion, _ number: Int) -> Bool {
    switch expected {
    case .any: true
    // Which commit an event will be is not known yet.
    case .commit: false
    default: expected.holds(forVersion: streams.streams[number].planned, commit: nil)
    }
  }

  private mutating func takeBack(_ numbers: [Int], _ keys: [UInt64]) {
    for (index, number) in numbers.enumerated().reversed() {
      streams.takeBack(number)
      pending.takeBack(keys[index])
    }
  }

  private mutating func encode(
    _ chunk: ImportChunk, _ numbers: [Int]
  ) throws(EventStoreError) {
    var newest = latest
    for number in numbers {
      if let time = streams.streams[number].head?.time { newest = max(newest ?? time, time) }
    }
    let times = try times(of: AppendPlan(), after: newest)
    try encoder.add(chunk.entries)
    var content: [UInt8] = []
    content.reserveCapacity(1024)
    var clock = TimeText()
    do throws(GitError) {
      for (index, number) in numbers.enumerated() {
        let detail = chunk.details[index]
        guard let id = detail.id else { continue }
        let head = streams.streams[number].head
        let place = EventCommitFrames.Place(
          id: id, version: (head?.version ?? 0) + 1, time: times.time(ofEvent: index),
          occurred: detail.occurred, tree: detail.tree, parent: head?.commit)
        content.removeAll(keepingCapacity: true)
        try chunk.frames.append(index, place, &clock, to: &content)
        let commit = try encoder.add(commit: content)
        streams.advance(
          number,
          to: StreamHead(version: place.version, commit: commit, time: place.time),
          isExpected: detail.expected.namesVersion)
        events.append((id, commit))
        latest = place.time
      }
    } catch {
      guard case .malformed(_, let reason) = error else { throw EventStoreError(error) }
      throw EventStoreError(.invalidInput, "the event cannot be recorded: \(reason)")
    }
  }
}
