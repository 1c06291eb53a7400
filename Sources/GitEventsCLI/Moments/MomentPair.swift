import GitEvents

/// The two points that are compared.
struct MomentPair {
  let old: StreamPoint
  let new: StreamPoint

  /// Whether both are of one stream, so that there are events in between.
  var isOneStream: Bool { old.stream == new.stream }

  /// Whether the second point lies before the first.
  var isBackward: Bool { isOneStream && new.version < old.version }

  /// The versions of the events in between; nil where there are none, or two streams.
  var between: ClosedRange<Int>? {
    guard isOneStream, old.version != new.version else { return nil }
    return min(old.version, new.version) + 1...max(old.version, new.version)
  }
}

extension EventFinder {
  /// Finds two points.
  ///
  /// - Parameter moments: Two moments; or one, which is a range (`STREAM@A..B`), or an event, with the point before it:
  ///   a stream stands for its newest event.
  /// - Returns: The points, in the order in which they were named.
  /// - Throws: Status 4 where something is not there, 2 where a text cannot name any.
  func pair(_ moments: [String]) throws -> MomentPair {
    if moments.count > 1 {
      for text in moments {
        if try range(text) != nil {
          throw Failure.invalid(
            "'\(text)' is a range: it stands alone", hint: "name two moments, or one range")
        }
      }
      return MomentPair(old: try point(moments[0]), new: try point(moments[1]))
    }
    if let pair = try range(moments[0]) { return pair }
    let new = try point(moments[0])
    guard new.version > 0 else {
      throw Failure.notFound(
        .eventNotFound, "\(new.stream)@0 is the empty state: no event made it",
        hint: "\(new.stream)@1 is its first event"
      ).with("stream", .text(new.stream.text))
    }
    return MomentPair(old: StreamPoint(stream: new.stream, version: new.version - 1), new: new)
  }

  /// Finds the ends of a range; nil where the text is none.
  private func range(_ text: String) throws -> MomentPair? {
    let bare = text.after(prefix: "stream:") ?? text
    guard let at = bare.lastIndex(of: "@"),
      MomentRange.isRange(bare[bare.index(after: at)...])
    else { return nil }
    let (stream, range) = try split(text, parse: MomentRange.parse)
    // The whole text may be a stream's name.
    guard let range else { return nil }
    let head = try store.version(of: stream)
    let old = try range.after.map { try version($0, of: stream, head: head) } ?? 0
    let new = try range.through.map { try version($0, of: stream, head: head) } ?? head
    return MomentPair(
      old: StreamPoint(stream: stream, version: old),
      new: StreamPoint(stream: stream, version: new))
  }
}
