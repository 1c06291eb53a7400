import GitEvents

/// Makes the snapshots that are due after appends, and goes on past what one of them fails at.
struct DueSnapshotRun {
  let store: EventStore
  let notes: StoreNotes
  let options: ReplayOptions

  private(set) var result = DueSnapshots()
  /// Whether the store itself refuses to write.
  private var isRefused = false

  init(_ store: EventStore, _ notes: StoreNotes, _ options: ReplayOptions) {
    self.store = store
    self.notes = notes
    self.options = options
  }

  /// Makes what one definition calls for.
  ///
  /// - Parameters:
  ///   - definition: The definition.
  ///   - appended: The new versions.
  mutating func run(_ definition: ProjectionDefinition, _ appended: AppendedVersions) {
    guard appended.streams.keys.contains(where: { definition.applies(to: $0) }) else { return }
    do throws(ProjectionError) {
      run(try SnapshotPolicy(definition, options), appended)
    } catch {
      fail(definition, nil, error)
    }
  }

  /// Makes what one policy calls for.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - appended: The new versions.
  mutating func run(_ policy: SnapshotPolicy, _ appended: AppendedVersions) {
    let definition = policy.definition
    let streams = appended.streams.filter { definition.applies(to: $0.key) }
      .sorted { $0.key < $1.key }
    for (stream, versions) in streams where !isRefused {
      do {
        let maker = try SnapshotMaker(store, stream, definition, policy.fold, notes, options)
        result.made += try policy.makeDue(maker, versions)
      } catch {
        fail(definition, stream, error)
        // A program that took too long would do so again for each stream.
        if (error as? ProjectionError)?.code == .programStopped { return }
        if let error = error as? EventStoreError, !DueSnapshotRun.concernsOne(error) {
          isRefused = true
        }
      }
    }
  }

  private mutating func fail(
    _ definition: ProjectionDefinition, _ stream: StreamName?, _ error: any Error
  ) {
    result.failures.append(
      DueSnapshots.Failure(stream: stream, projection: definition.name, error: error))
  }

  /// Whether an error says nothing about other streams: a full disk is full for all of them.
  private static func concernsOne(_ error: EventStoreError) -> Bool {
    switch error.code {
    case .damaged, .streamNotFound, .eventNotFound, .invalidInput, .unsupported: true
    default: false
    }
  }
}
