import Git
import GitEventsTesting
import Testing

/// Packs that were made to hurt whoever reads them.
@Suite struct HostilePackTests {
  private static let base = Array("0123456789".utf8)

  /// The answer to a question for one object of a pack.
  private func read(
    _ id: ObjectID, limit: Int = anySize, _ make: (inout HandmadePack) throws -> Void
  ) async throws -> Result<GitObject, GitError> {
    try await GitFixture.with(bare: true) { fixture in
      var pack = HandmadePack()
      try make(&pack)
      pack.write(into: fixture)
      let database = try fixture.open().objects
      do throws(GitError) {
        return .success(try database.object(id, limit: limit))
      } catch {
        return .failure(error)
      }
    }
  }

  private func name(_ bytes: [UInt8]) throws -> ObjectID {
    try ObjectHasher.id(of: .blob, bytes)
  }

  private func isDamaged(_ answer: Result<GitObject, GitError>, _ id: ObjectID) -> Bool {
    if case .failure(.damagedObject(id, _)) = answer { return true }
    return false
  }

  @Test func aSoundHandmadePackIsRead() async throws {
    let made = Array("01234new".utf8)
    let answer = try await read(try name(made)) { pack in
      let start = pack.end
      try pack.add(try name(HostilePackTests.base), type: 3, HostilePackTests.base)
      let distance = UInt8(pack.end - start)
      // Five bytes from the base's beginning, three new ones.
      try pack.add(
        try name(made), type: 6, base: [distance], [10, 8, 0x90, 5, 3] + Array("new".utf8))
    }
    #expect(try answer.get().bytes == made)
  }

  @Test func differencesToEachOtherEnd() async throws {
    let first = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    let second = try #require(ObjectID(hex: String(repeating: "b", count: 40)))
    let answer = try await read(first) { pack in
      try pack.add(first, type: 7, base: second.bytes, [10, 1, 0x90, 1])
      try pack.add(second, type: 7, base: first.bytes, [10, 1, 0x90, 1])
    }
    #expect(isDamaged(answer, first))
    let own = try await read(first) { pack in
      try pack.add(first, type: 7, base: first.bytes, [10, 1, 0x90, 1])
    }
    #expect(isDamaged(own, first))
  }

  @Test(
    arguments: [
      // Copies from behind the base, or past its end.
      [10, 8, 0x91, 200, 8], [10, 8, 0x91, 5, 8], [10, 255, 1, 0x9F, 255, 255, 255, 255, 8],
      // Inserts more than there is, or more than the size says, or less.
      [10, 8, 100, 1], [10, 2, 3, 1, 2, 3], [10, 8, 1, 1], [10, 8],
      // A reserved instruction, another base, sizes without end, an instruction that is cut short.
      [10, 1, 0], [11, 1, 1, 1], [255, 255, 255, 255, 255, 255, 255, 255, 255, 255], [10, 8, 0xFF],
      [],
      // An object of a petabyte.
      [10, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1, 1],
    ] as [[UInt8]])
  func aDifferenceThatReachesOutsideIsDamaged(_ code: [UInt8]) async throws {
    let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    let answer = try await read(id) { pack in
      let start = pack.end
      try pack.add(try name(HostilePackTests.base), type: 3, HostilePackTests.base)
      try pack.add(id, type: 6, base: [UInt8(pack.end - start)], code)
    }
    guard case .failure(let error) = answer else {
      Issue.record("it was read")
      return
    }
    switch error {
    case .damagedObject(id, _), .oversizedObject(id, _, _): break
    default: Issue.record("\(error)")
    }
  }

  @Test func aHeaderThatLiesAboutItsSizeAllocatesNothing() async throws {
    let id = try name(HostilePackTests.base)
    for size in [1, 9, 11, 1 << 20, 1 << 34, 1 << 58] {
      let answer = try await read(id, limit: Int.max) { pack in
        try pack.add(id, type: 3, size: size, HostilePackTests.base)
      }
      #expect(isDamaged(answer, id))
    }
  }

  @Test func anObjectUnderAnotherNameIsDamaged() async throws {
    let id = try #require(ObjectID(hex: String(repeating: "c", count: 40)))
    for type in [1, 2, 3, 4, 0, 5] as [UInt8] {
      let answer = try await read(id) { try $0.add(id, type: type, HostilePackTests.base) }
      #expect(isDamaged(answer, id))
    }
  }

  @Test func aBaseOutsideThePackIsDamaged() async throws {
    let id = try #require(ObjectID(hex: String(repeating: "c", count: 40)))
    let bases: [[UInt8]] = [[0], [1], [100], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F]]
    for base in bases {
      let answer = try await read(id) { try $0.add(id, type: 6, base: base, [10, 1, 0x90, 1]) }
      #expect(isDamaged(answer, id))
    }
    let answer = try await read(id) { pack in
      try pack.add(id, type: 7, base: ObjectID.zero.bytes, [10, 1, 0x90, 1])
    }
    #expect(isDamaged(answer, id))
  }
}
