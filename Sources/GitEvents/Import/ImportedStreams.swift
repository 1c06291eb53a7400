/// The streams that an import touches: where each was, where it is, and where a plan would bring it.
struct ImportedStreams {
  /// One stream.
  struct Stream {
    let name: StreamName
    /// Where it was before the first event; nil for a new stream.
    let old: StreamHead?
    /// Where it is now.
    var head: StreamHead?
    /// The version that it will have once what is planned is encoded.
    var planned: Int
    /// Whether an event had named the version that it expected.
    var isExpected = false
    /// Whether the session has yet to be told where it is.
    var isNoted = true
  }

  private(set) var streams: ContiguousArray<Stream> = []
  /// How many have got events.
  private(set) var changedCount = 0
  /// For each place one more than the number of a stream, or 0.
  private var slots = ContiguousArray<UInt32>(repeating: 0, count: 1 << 10)

  /// Finds a stream.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - key: The name's hash.
  ///   - head: Answers where it is, for one that is looked at first.
  /// - Returns: Its number.
  /// - Throws: What `head` throws.
  @inline(__always)
  mutating func number<E>(
    of name: StreamName, _ key: Int, _ head: () throws(E) -> StreamHead?
  ) throws(E) -> Int {
    let slot = slot(of: name, key)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    let found = try head()
    let stream = Stream(name: name, old: found, head: found, planned: found?.version ?? 0)
    streams.append(stream)
    slots[slot] = UInt32(streams.count)
    if 2 * streams.count > slots.count { grow() }
    return streams.count - 1
  }

  /// Plans one more event of a stream.
  ///
  /// - Parameter number: The stream.
  mutating func plan(_ number: Int) { streams[number].planned += 1 }

  /// Takes one planned event back.
  ///
  /// - Parameter number: The stream.
  mutating func takeBack(_ number: Int) { streams[number].planned -= 1 }

  /// Goes on to an event that was encoded.
  ///
  /// - Parameters:
  ///   - number: The stream.
  ///   - head: The event.
  ///   - isExpected: Whether it named the version that it expected.
  mutating func advance(_ number: Int, to head: StreamHead, isExpected: Bool) {
    if streams[number].head == streams[number].old { changedCount += 1 }
    streams[number].head = head
    streams[number].planned = head.version
    streams[number].isNoted = false
    if isExpected { streams[number].isExpected = true }
  }

  /// Tells of each stream that has moved since this was last asked.
  ///
  /// - Parameter note: Called with each.
  mutating func noteAll(_ note: (StreamHead, StreamName) -> Void) {
    for number in streams.indices where !streams[number].isNoted {
      streams[number].isNoted = true
      if let head = streams[number].head { note(head, streams[number].name) }
    }
  }

  /// What becomes of the streams that have got events.
  var changes: [StreamChange] {
    streams.compactMap { stream in
      guard let head = stream.head, head != stream.old else { return nil }
      return StreamChange(
        stream: stream.name, old: stream.old, new: head, isExpected: stream.isExpected)
    }
  }

  /// The place of a stream, or the free one where it belongs.
  @inline(__always)
  private func slot(of name: StreamName, _ key: Int) -> Int {
    let mask = slots.count - 1
    var slot = key & mask
    while slots[slot] != 0, streams[Int(slots[slot]) - 1].name != name { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: 0, count: 2 * slots.count)
    for number in streams.indices {
      let name = streams[number].name
      slots[slot(of: name, name.hashValue)] = UInt32(number + 1)
    }
  }
}
