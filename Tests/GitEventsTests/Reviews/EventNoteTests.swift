import GitEvents
import GitEventsTesting
import Testing

struct EventNoteTests {
  private static func review(
    _ verdict: Review.Verdict = .approved, by name: String = "Ada <ada@example.org>",
    at seconds: Int64 = 1, _ text: String = "fine"
  ) throws -> Review {
    try Review(
      verdict, by: Actor(name), at: Timestamp(microseconds: seconds * 1_000_000), text: text)
  }

  @Test func aReviewIsAParagraphThatPeopleRead() throws {
    let review = try Self.review(.rejected, "the amount is wrong\n\nsee the invoice")
    let text = """
      Rejected-by: Ada <ada@example.org> 1970-01-01T00:00:01.000000Z
          the amount is wrong

          see the invoice

      """
    #expect(EventNote([.review(review)]).bytes == Array(text.utf8))
    #expect(EventNote(parsing: Array(text.utf8)).items == [.review(review)])
  }

  @Test func whatPeopleWriteBesideReviewsStaysAsItIs() throws {
    let review = try Self.review()
    let note =
      "seen\n  indented\n\nanother\n\n"
      + String(decoding: EventNote([.review(review)]).bytes, as: UTF8.self)
      + "\nApproved-by: nobody at no time\n"
    let read = EventNote(parsing: Array(note.utf8))
    #expect(
      read.items == [
        .plain(Array("seen\n  indented\n".utf8)), .plain(Array("another\n".utf8)),
        .review(review), .plain(Array("Approved-by: nobody at no time\n".utf8)),
      ])
    #expect(read.bytes == Array(note.utf8))
    #expect(EventNote(parsing: [0xFF, 0, 0xFE, 10]).bytes == [0xFF, 0, 0xFE, 10])
    #expect(EventNote(parsing: []).items == [])
  }

  @Test func whateverIsReadIsWrittenAsItWasRead() throws {
    var numbers = SeededGenerator(11)
    let lines = [
      "", " ", "    ", "    text", "plain", "Approved-by: Ada 1970-01-01T00:00:01.000000Z",
      "Rejected-by: Bob <b@e.org> 1970-01-01T00:00:02.000000Z", "Commented-by: x", "\r",
      "Approved-by: <x> 1970-01-01T00:00:01.000000Z", "Approved-by:  1970-01-01T00:00:01.000000Z",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...8, using: &numbers))
        .map { _ in lines.randomElement(using: &numbers)! }.joined(separator: "\n")
      let note = EventNote(parsing: Array(text.utf8))
      #expect(EventNote(parsing: note.bytes) == note, "\(text.debugDescription)")
      // Nothing that is no white space is lost.
      #expect(
        note.bytes.filter { $0 > 32 } == Array(text.utf8).filter { $0 > 32 },
        "\(text.debugDescription)")
    }
  }

  @Test func theUnionOfNotesIsTheSameInAnyOrder() throws {
    var numbers = SeededGenerator(12)
    func note() throws -> EventNote {
      EventNote(
        try (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
          let number = Int64.random(in: 0...5, using: &numbers)
          return Bool.random(using: &numbers)
            ? .plain(Array("line \(number)\n".utf8))
            : .review(try Self.review(by: "R\(number % 2)", at: number, "text \(number)"))
        })
    }
    for _ in 0..<500 {
      let (a, b, c) = (try note(), try note(), try note())
      let both = a.union(b)
      #expect(both == b.union(a))
      #expect(both.union(c) == a.union(b.union(c)))
      #expect(both.union(both) == both)
      #expect(Set(both.items) == Set(a.items + b.items))
      let times = both.reviews.map(\.time)
      #expect(times == times.sorted())
      #expect(EventNote(parsing: both.bytes) == both)
    }
  }

  @Test func textsAreTidiedAndRefusedWhereTheyCannotStand() throws {
    #expect(try Self.review(.approved, "\n a  \n\n\n b \r\n\n").text == " a\n\n b")
    for text in ["", " \n ", "a\u{0}b", "a\u{1b}[2Jb", String(repeating: "x", count: 70_000)] {
      #expect(throws: EventStoreError.self) { try Self.review(.approved, text) }
    }
  }

  @Test func ofEachReviewerTheLastDecisionCounts() throws {
    let ada = "Ada <ada@example.org>"
    let reviews = [
      try Self.review(.rejected, by: ada, at: 1), try Self.review(.approved, by: ada, at: 2),
      try Self.review(.commented, by: ada, at: 3), try Self.review(.rejected, by: "Bob", at: 1),
    ]
    let all = ReviewStanding(of: reviews)
    #expect(all.isApproved && all.isRejected)
    for name in ["Ada", "ada@example.org", ada] {
      let standing = ReviewStanding(of: reviews, by: name)
      #expect(standing.isApproved && !standing.isRejected)
    }
    #expect(!ReviewStanding(of: reviews, by: "ada").isReviewed)
    #expect(!ReviewStanding(of: reviews, by: "").isReviewed)
    #expect(!ReviewStanding(of: [reviews[2]]).isReviewed)
  }
}
