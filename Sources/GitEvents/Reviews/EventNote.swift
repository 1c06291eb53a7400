import Git

/// The note of an event: reviews, and paragraphs that people write with plain `git notes`, one below the other.
///
/// A review is a line that says who decided what and when, and below it the text, indented by four spaces.
/// `Docs/Format.md` describes it.
package struct EventNote: Sendable, Equatable {
  /// A part of a note.
  package enum Item: Sendable, Hashable {
    case review(Review)
    /// Lines of any bytes, none of them empty.
    case plain([UInt8])

    /// The item as it stands in a note, each line with its line break.
    var bytes: [UInt8] {
      switch self {
      case .plain(let bytes): return bytes
      case .review(let review):
        let address = review.reviewer.email.isEmpty ? "" : " <\(review.reviewer.email)>"
        var text = "\(review.verdict.rawValue)-by: \(review.reviewer.name)\(address)"
        text += " \(review.time.canonicalText)\n"
        for line in review.text.split(separator: "\n", omittingEmptySubsequences: false) {
          text += line.isEmpty ? "\n" : EventNote.indentation + line + "\n"
        }
        return Array(text.utf8)
      }
    }
  }

  package private(set) var items: [Item]

  private static let indentation = "    "

  package init(_ items: [Item]) { self.items = items }

  /// The reviews, in the order in which they stand.
  package var reviews: [Review] {
    items.compactMap { if case .review(let review) = $0 { review } else { nil } }
  }

  /// What was written with plain `git notes`: bytes that are not UTF-8 are replaced.
  package var texts: [String] {
    items.compactMap {
      if case .plain(let bytes) = $0 {
        String(decoding: bytes.dropLast(), as: UTF8.self)
      } else {
        nil
      }
    }
  }

  /// The note's bytes.
  package var bytes: [UInt8] { Array(items.map(\.bytes).joined(separator: [10])) }

  /// Reads a note; whatever is no review is taken as it is.
  ///
  /// - Parameter bytes: The blob.
  package init(parsing bytes: [UInt8]) {
    items = []
    var open: Open?
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if let head = EventNote.head(line) {
        end(&open)
        open = Open(review: head)
      } else if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
        if open?.review == nil { end(&open) } else { open?.gap = true }
      } else if open?.review != nil, line.starts(with: EventNote.indentation.utf8) {
        open?.add(line.dropFirst(EventNote.indentation.utf8.count))
      } else {
        if open?.review != nil { end(&open) }
        if open == nil { open = Open(review: nil) }
        open?.add(line)
      }
    }
    end(&open)
  }

  /// An item of which more lines may follow.
  private struct Open {
    var review: (verdict: Review.Verdict, reviewer: Actor, time: Timestamp)?
    var lines: [ArraySlice<UInt8>] = []
    /// Whether an empty line was seen that belongs to the text where more of it follows.
    var gap = false

    init(review: (Review.Verdict, Actor, Timestamp)?) { self.review = review }

    mutating func add(_ line: ArraySlice<UInt8>) {
      if gap { lines.append([]) }
      gap = false
      lines.append(line)
    }
  }

  private mutating func end(_ open: inout Open?) {
    guard let ended = open else { return }
    open = nil
    if let head = ended.review {
      let text = ended.lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
      items.append(
        .review(
          Review(verdict: head.verdict, reviewer: head.reviewer, time: head.time, text: text)))
    } else if !ended.lines.isEmpty {
      items.append(.plain(ended.lines.flatMap { $0 + [10] }))
    }
  }

  /// Reads the first line of a review.
  private static func head(
    _ line: ArraySlice<UInt8>
  ) -> (Review.Verdict, Actor, Timestamp)? {
    let heads = Review.Verdict.allCases.map { ($0, "\($0.rawValue)-by: ") }
    guard let (verdict, start) = heads.first(where: { line.starts(with: $0.1.utf8) }),
      let space = line.lastIndex(of: 32),
      let time = Timestamp(canonical: line[(space + 1)...]),
      line.startIndex + start.utf8.count < space,
      let name = String(
        validating: line[(line.startIndex + start.utf8.count)..<space], as: UTF8.self),
      let reviewer = try? Actor(name)
    else { return nil }
    return (verdict, reviewer, time)
  }

  /// Adds a review behind all that there is.
  ///
  /// - Parameters:
  ///   - review: The review.
  ///   - bytes: The note so far, of which no byte changes.
  /// - Returns: The new note.
  static func adding(_ review: Review, to bytes: [UInt8]) -> [UInt8] {
    if bytes.isEmpty { return Item.review(review).bytes }
    return bytes + (bytes.last == 10 ? [10] : [10, 10]) + Item.review(review).bytes
  }

  /// All that two notes say, each thing once: first what has no time, then the reviews as they were made.
  ///
  /// - Parameter other: The other note.
  /// - Returns: The same, whichever of the two is asked.
  package func union(_ other: EventNote) -> EventNote {
    let all = Set(items + other.items)
    return EventNote(
      all.sorted { left, right in
        let (first, second) = (EventNote.time(left), EventNote.time(right))
        if first != second { return first < second }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
      })
  }

  private static func time(_ item: Item) -> Int64 {
    if case .review(let review) = item { review.time.microseconds } else { .min }
  }
}
