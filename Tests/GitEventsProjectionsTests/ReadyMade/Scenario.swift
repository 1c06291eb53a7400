import GitEvents
import GitEventsProjections
import JQ
import Testing

/// Events that a ready-made projection is fed with, and what its state must then answer.
///
/// An event is a line `STREAM TIME TYPE DATA`. The time is one of 2026-11-21, such as `08:00` or
/// `08:00:00.5`; `08:30<08:10` was recorded at 08:30 and happened at 08:10; `-` is no time at all. The
/// data may be missing. An answer is the values that jq yields, as compact JSON, one a line.
struct Scenario: CustomTestStringConvertible, Sendable {
  let name: String
  let events: String
  let answers: [Answer]

  struct Answer: Sendable {
    let question: String
    let answer: String

    init(_ question: String, _ answer: String) {
      self.question = question
      self.answer = answer
    }
  }

  init(_ name: String, _ events: String, _ answers: [Answer]) {
    self.name = name
    self.events = events
    self.answers = answers
  }

  var testDescription: String { name }

  /// Feeds the projection and compares its answers.
  func check(_ projection: String) throws {
    let ready = try #require(ReadyMadeProjections.named(projection))
    let state = try Scenario.state(ready, Scenario.lines(events))
    for answer in answers {
      let found = try JQProgram(answer.question, profile: .filter).values(of: state)
        .map(Scenario.inOneForm)
      let expected = try answer.answer.split(separator: "\n").map {
        try Scenario.inOneForm($0.utf8)
      }
      #expect(found == expected, "\(name): \(answer.question)")
    }
  }

  /// A value's text with the members of objects in the order of their names: answers may have them as it reads best.
  private static func inOneForm(_ text: some Sequence<UInt8>) throws -> String {
    String(decoding: JSONValue(try JSONText(Array(text))).compact(), as: UTF8.self)
  }

  /// Makes a projection's state, as text.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - events: The events, as JSON.
  /// - Returns: The state behind the last.
  static func state(_ projection: ReadyMadeProjection, _ events: [String]) throws -> [UInt8] {
    let program = try JQProgram(projection.source, profile: .projection)
    for event in events { try program.apply(Array(event.utf8), slot: 0) }
    return try program.state(slot: 0)
  }

  /// Reads events.
  static func lines(_ events: String) -> [String] {
    events.split(separator: "\n").map { line in
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
      let times = words[1].split(separator: "<").map(time)
      var members = ["\"stream\":\"\(words[0])\"", "\"type\":\"\(words[2])\""]
      for (name, time) in zip(["time", "occurred"], times) where words[1] != "-" {
        members.append("\"\(name)\":\"\(time)\"")
      }
      if words.count > 3 { members.append("\"data\":\(words[3].drop { $0 == " " })") }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private static func time(_ text: Substring) -> String {
    "2026-11-21T\(text.count == 5 ? "\(text):00" : "\(text)")Z"
  }
}
