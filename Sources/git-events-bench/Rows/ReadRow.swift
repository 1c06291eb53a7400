import GitEvents

/// Reading the whole store, each event with its payload, hashes verified: by position, or stream by stream.
struct ReadRow: Row {
  /// In which order.
  enum Order {
    case streams
    case all
  }

  let name: String
  let scope = RowScope.everySize
  private let order: Order

  /// Makes the row.
  ///
  /// - Parameter order: In which order it reads.
  init(_ order: Order) {
    self.order = order
    name = order == .all ? "read-all" : "read-stream"
  }

  func lines(_ session: Session, _ size: Int) throws -> [ReportLine] {
    let store = session.store(size)
    let isMaintained = try store.maintain()
    let events = Double(size)
    let catFile = CatFilePeer(session.surroundings, repository: store.repository)
    let outcomes = try Rounds.run(
      session.rounds(size),
      [
        Contender(name: "git-events") { try read(store) },
        Contender(name: CatFilePeer.name) { try catFile.readAll() / events },
        Contender(name: EventSourcingEnvironment.name) {
          try store.eventsourcing.replay(store.rows)
        },
      ])
    var line = ReportLine(
      name, events: size, .perSecond, .best, ours: outcomes[0],
      peer: (CatFilePeer.name, outcomes[1]))
    if !isMaintained { line.note = "packs as the import left them: there is no maintain yet" }
    return [
      line,
      ReportLine(
        "\(name)-vs-eventsourcing", events: size, .perSecond, .best, ours: outcomes[0],
        peer: ("eventsourcing, replay", outcomes[2])),
    ]
  }

  /// Opens the store and reads all of it.
  ///
  /// - Returns: The seconds of one event.
  private func read(_ measured: MeasuredStore) throws -> Double {
    var count = 0
    let seconds = try Stopwatch.seconds {
      let store = try measured.open()
      switch order {
      case .all:
        var cursor = try store.readAll(.position, .forward)
        while try cursor.next() != nil { count += 1 }
      case .streams:
        var streams = try store.streams()
        while let stream = try streams.next() {
          var cursor = try store.read(stream.name, .forward)
          while try cursor.next() != nil { count += 1 }
        }
      }
    }
    guard count >= measured.workload.count else {
      throw BenchFailure("\(count) events were read of \(measured.workload.count)")
    }
    return seconds / Double(count)
  }
}
