/// What the appends of a group have met that those behind them would only meet again.
struct Obstacles {
  private var ofMachine: EventStoreError?
  private var ofStreams: [StreamName: EventStoreError] = [:]

  /// Notes why an append was refused.
  ///
  /// - Parameters:
  ///   - error: Why.
  ///   - proposal: The append.
  mutating func note(_ error: EventStoreError, _ proposal: Proposal) {
    switch error.code {
    // What comes later must not be recorded before it, as its retry would be.
    case .io, .diskFull, .permissionDenied, .outcomeUnknown, .signingFailed: ofMachine = error
    // A lock that another program keeps is waited for once.
    case .busy:
      for stream in proposal.streams { ofStreams[stream] = error }
    default: break
    }
  }

  /// Notes why a whole group was refused.
  ///
  /// - Parameter error: Why.
  mutating func note(_ error: EventStoreError) { ofMachine = error }

  /// Why an append is refused that has yet to be tried.
  ///
  /// - Parameter proposal: The append.
  /// - Returns: Nil where it may be tried.
  func refusal(of proposal: Proposal) -> EventStoreError? {
    if let ofMachine { return ofMachine }
    return proposal.streams.lazy.compactMap { ofStreams[$0] }.first
  }
}

extension Proposal {
  /// The streams that it appends to.
  fileprivate var streams: [StreamName] {
    steps.compactMap { step in
      guard case .append(_, let stream, _, _) = step else { return nil }
      return stream
    }
  }
}
