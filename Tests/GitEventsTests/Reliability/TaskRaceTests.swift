import GitEvents
import GitEventsTesting
import Testing

/// Many tasks of one process on one store, and readers beside them.
@Suite struct TaskRaceTests {
  private static let streams = ["a-1", "b-1", "c-1"]

  @Test func tasksThatShareAStoreLeaveNoGap() async throws {
    try await withDiskStore { store, fixture in
      let ids = try await withThrowingTaskGroup(of: [String].self) { group in
        for task in 1...8 {
          group.addTask {
            try (1...10).map { number in
              let id = "\(task)-\(number)"
              try store.append([.test(id: id)], to: "order-1")
              return id
            }
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(try store.version(of: "order-1") == 80)
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }

  @Test func oneOfTheTasksThatExpectTheSameVersionWins() async throws {
    try await withDiskStore { store, fixture in
      for version in 0..<10 {
        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
          for _ in 1...8 {
            group.addTask {
              let result = code {
                try store.append(
                  [.test()], to: "order-1",
                  expecting: version == 0 ? .noStream : .version(version))
              }
              #expect(result == nil || result == .wrongExpectedVersion)
              return result == nil
            }
          }
          return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1, "version \(version)")
      }
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }

  /// Whatever a reader asks for the whole store, it never sees one stream of a batch without the others.
  @Test(arguments: [ReadOrder.position, .global])
  func readersSeeABatchOverSeveralStreamsWhole(order: ReadOrder) async throws {
    try await withDiskStore { store, fixture in
      let writing = Task.detached {
        let writer = try StoreKind.open(fixture)
        for _ in 1...60 {
          var batch = AppendBatch()
          for stream in TaskRaceTests.streams { batch.append(.test(), to: stream) }
          try writer.append(batch)
          await Task.yield()
        }
      }
      let finished = Task.detached {
        try await writing.value
        return true
      }
      var readings = 0
      var last = 0
      while last < 180 {
        // On two cores two readers that never wait would leave no thread to the writers.
        await Task.yield()
        let events = try store.readAll(order, readings.isMultiple(of: 2) ? .forward : .backward)
          .all()
          .filter { TaskRaceTests.streams.contains($0.stream.text) }
        #expect(events.count.isMultiple(of: 3), "\(events.count) events")
        let counts = Set(
          TaskRaceTests.streams.map { name in events.count { $0.stream.text == name } })
        #expect(counts.count == 1)
        #expect(events.count >= last, "a reader went back")
        last = events.count
        readings += 1
        // What one read saw, each stream's own read sees at least.
        for name in TaskRaceTests.streams where last > 0 {
          #expect(try store.version(of: name) >= last / 3)
        }
      }
      #expect(try await finished.value)
      #expect(readings > 1)
      #expect(try await StoreChecker(fixture).findings() == [])
    }
  }
}
