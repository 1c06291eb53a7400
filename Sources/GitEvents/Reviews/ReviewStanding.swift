/// What the reviews of an event come to.
package struct ReviewStanding: Sendable, Equatable {
  /// Whether somebody has approved the event and not rejected it since.
  package private(set) var isApproved = false
  /// Whether somebody has rejected the event and not approved it since.
  package private(set) var isRejected = false

  /// Sums reviews up: of each reviewer the last decision counts.
  ///
  /// - Parameters:
  ///   - reviews: The reviews of one event.
  ///   - reviewer: Only those by this one: a name, an address, or both as `NAME <MAIL>`; nil for all.
  package init(of reviews: [Review], by reviewer: String? = nil) {
    var decisions: [Actor: Review] = [:]
    for review in reviews where review.verdict.isDecision {
      if let reviewer, !ReviewStanding.isCalled(reviewer, review.reviewer) { continue }
      // Merged notes are in order of time; of two at the same moment the one below counts.
      if let earlier = decisions[review.reviewer], earlier.time > review.time { continue }
      decisions[review.reviewer] = review
    }
    for review in decisions.values {
      if review.verdict == .approved { isApproved = true } else { isRejected = true }
    }
  }

  /// Whether anybody has decided.
  package var isReviewed: Bool { isApproved || isRejected }

  private static func isCalled(_ text: String, _ reviewer: Actor) -> Bool {
    text == reviewer.name || text == reviewer.description
      || (!reviewer.email.isEmpty && text == reviewer.email)
  }
}
