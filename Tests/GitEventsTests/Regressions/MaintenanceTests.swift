import GitEvents
import GitEventsTesting
import Testing

/// Every append leaves a pack; maintenance puts them together.
@Suite struct MaintenanceTests {
  private func packs(_ fixture: GitFixture) throws -> Int {
    try fixture.names(in: "objects/pack").count { $0.hasSuffix(".idx") }
  }

  @Test func maintenancePutsPacksTogether() async throws {
    try await withDiskStore { store, fixture in
      for number in 1...20 { try store.append([.test(id: "id-\(number)")], to: "a") }
      #expect(try await store.maintain() == false)
      for number in 21...60 { try store.append([.test(id: "id-\(number)")], to: "b") }
      #expect(try packs(fixture) >= 60)
      let all = try store.readAll(.position, .forward).all()
      #expect(try await store.maintain())
      #expect(try packs(fixture) < 50)
      for reader in [store, try StoreKind.open(fixture)] {
        #expect(try reader.readAll(.position, .forward).all() == all)
        #expect(
          try reader.append([.test(id: "id-1")], to: "a").outcomes.first?.wasRecordedBefore
            == true)
      }
      #expect(try await store.maintain() == false)
      let ids = (1...60).map { "id-\($0)" }
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }

  @Test func maintenanceDisturbsNoWriterAndNoReader() async throws {
    try await withDiskStore { store, fixture in
      for number in 1...55 { try store.append([.test(id: "id-\(number)")], to: "a") }
      let writing = Task.detached {
        let writer = try StoreKind.open(fixture, seed: 5)
        for number in 56...130 { try writer.append([.test(id: "id-\(number)")], to: "a") }
      }
      let reading = Task.detached {
        let reader = try StoreKind.open(fixture, seed: 6)
        var last = 0
        while last < 131 {
          let count = try reader.readAll(.position, .forward).all().count
          #expect(count >= last)
          last = count
          await Task.yield()
        }
      }
      for _ in 1...3 { try await store.maintain() }
      try await writing.value
      try await reading.value
      try await store.maintain()
      #expect(try packs(fixture) < 50)
      #expect(try store.read("a").map(\.version) == Array(1...130))
      let ids = (1...130).map { "id-\($0)" }
      #expect(try await StoreChecker(fixture).findings(acknowledged: ids) == [])
    }
  }
}
