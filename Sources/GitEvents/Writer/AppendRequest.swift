import Synchronization

/// One append that waits for its turn in a streaming writer.
final class AppendRequest: Sendable {
  typealias Answer = Result<AppendResult, EventStoreError>

  /// What is to be appended.
  let proposal: Proposal

  private enum State: Sendable {
    case waiting(@Sendable (Answer) -> Void)
    case answered
  }

  private let state: Mutex<State>

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - proposal: What is to be appended.
  ///   - answered: Called once, on any thread, with the answer.
  init(_ proposal: Proposal, answered: @escaping @Sendable (Answer) -> Void) {
    self.proposal = proposal
    state = Mutex(.waiting(answered))
  }

  /// Answers the request; a second answer is ignored.
  func answer(_ answer: Answer) {
    let waiting = state.withLock { state -> (@Sendable (Answer) -> Void)? in
      guard case .waiting(let answered) = state else { return nil }
      state = .answered
      return answered
    }
    waiting?(answer)
  }
}
