import Git
import GitEventsTesting
import Testing

/// Whatever git writes is read as git reads it.
@Suite struct PackFormsTests {
  @Test(arguments: PackedHistory.allCases)
  func everyObjectIsReadAsGitReadsIt(_ history: PackedHistory) async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await history.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      #expect(objects.count > 150)
      let database = try fixture.open().objects
      for object in objects { #expect(try database.object(object.id, limit: anySize) == object) }
      // In another order other bases are at hand.
      let fresh = try fixture.open().objects
      for object in objects.sorted(by: { $0.bytes.count < $1.bytes.count }) {
        #expect(try fresh.object(object.id, limit: object.bytes.count) == object)
        if !object.bytes.isEmpty {
          let limit = object.bytes.count - 1
          #expect(
            throws: GitError.oversizedObject(object.id, bytes: object.bytes.count, limit: limit)
          ) { try fresh.object(object.id, limit: limit) }
        }
        #expect(try fresh.contains(object.id))
        #expect(try fresh.resolve(prefix: object.id.hex) == [object.id])
      }
    }
  }

  @Test(arguments: PackedHistory.allCases)
  func aGuessWhereAnObjectLiesIsNeverBelieved(_ history: PackedHistory) async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await history.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      let database = try fixture.open().objects
      var guesses: [ObjectPlace] = [.unknown]
      for object in objects.prefix(60) {
        guesses.append(try database.object(object.id, limit: anySize).neighbour)
      }
      for object in objects {
        for (number, guess) in guesses.enumerated() {
          // The kind is a guess too.
          let kind = ObjectKind.allCases[number % 4]
          #expect(try database.object(object.id, kind, at: guess, limit: anySize) == object)
        }
        #expect(throws: GitError.missingObject(.zero)) {
          try database.object(.zero, object.kind, at: guesses[1], limit: anySize)
        }
      }
    }
  }

  @Test func objectsAreFoundAlthoughTheirPackIsTakenAway() async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await PackedHistory.manyPacks.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      let database = try fixture.open().objects
      for (number, object) in objects.enumerated() {
        if number % 40 == 10 {
          // The packs that were listed go, whether they were opened or not.
          try await fixture.git("repack", "-a", "-d", "-f", "-q", "--window=\(number % 7)")
        }
        #expect(try database.object(object.id, limit: anySize) == object)
      }
      try await fixture.fsck()
    }
  }

  @Test func anIndexWithoutItsPackIsPassedOver() async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await PackedHistory.collected.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      let pack = try await PackedHistory.packs(fixture)[0]
      let bytes = try contents(pack)
      unlinkFile(pack)
      let database = try fixture.open().objects
      for object in objects {
        #expect(throws: GitError.missingObject(object.id)) {
          try database.object(object.id, limit: anySize)
        }
      }
      write(bytes, to: pack)
      for object in objects { #expect(try database.object(object.id, limit: anySize) == object) }
    }
  }

  @Test func manyReadersShareADatabase() async throws {
    try await GitFixture.with(bare: true) { fixture in
      try await PackedHistory.deepDeltas.make(in: fixture)
      let objects = try await PackedHistory.objects(fixture)
      let database = try fixture.open().objects
      try await withThrowingTaskGroup(of: Void.self) { group in
        for start in 0..<8 {
          group.addTask {
            for object in objects[(start * 11)...] + objects[..<(start * 11)] {
              let read = try database.object(object.id, limit: anySize)
              #expect(read == object)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
