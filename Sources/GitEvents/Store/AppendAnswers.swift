import Git

/// The answers for a batch, with all that must be read for them.
struct AppendAnswers {
  private enum Answer {
    case new(Int, wasRecordedBefore: Bool)
    case recorded(RecordedEvent)
  }

  private var answers: [Answer] = []

  /// Reads the events that are recorded already.
  ///
  /// - Parameters:
  ///   - plan: What the append will do.
  ///   - reader: Reads the repository.
  /// - Throws: `damaged`, `io`.
  init(_ plan: AppendPlan, _ reader: EventReader) throws(EventStoreError) {
    for answer in plan.answers {
      switch answer {
      case .new(let place): answers.append(.new(place, wasRecordedBefore: false))
      case .repeated(let place): answers.append(.new(place, wasRecordedBefore: true))
      case .recorded(let id, let commit):
        answers.append(.recorded(try reader.event(commit, id)))
      }
    }
  }

  /// Puts the answers together.
  ///
  /// - Parameters:
  ///   - events: The new events, in the order of the plan.
  ///   - position: The store's position.
  /// - Returns: An outcome for each event of the batch.
  func result(_ events: [RecordedEvent], position: Int) -> AppendResult {
    let outcomes = answers.map { answer -> AppendResult.Outcome in
      switch answer {
      case .new(let place, let before): .init(event: events[place], wasRecordedBefore: before)
      case .recorded(let event): .init(event: event, wasRecordedBefore: true)
      }
    }
    return AppendResult(outcomes: outcomes, position: position)
  }
}
