import Git
import GitEventsTesting
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct LooseObjectTests {
  /// Wraps bytes in a zlib stream of stored blocks.
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    let count = UInt16(bytes.count)
    let length = [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
    let sum = [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
    return [0x78, 0x01, 0x01] + length + bytes + sum
  }

  private func object(_ header: String, _ content: String) -> [UInt8] {
    stored(Array(header.utf8) + [0] + Array(content.utf8))
  }

  /// Puts bytes in the place of a sound object and reads it.
  private func reading(_ bytes: [UInt8], limit: Int = anySize) async throws -> GitError? {
    try await GitFixture.with { fixture in
      let id = try await fixture.blob("hello world\n")
      write(bytes, to: fixture.loosePath(id))
      let reader = LooseObjectReader(objectsDirectory: fixture.gitDirectory + "/objects")
      do throws(GitError) {
        _ = try reader.object(id, limit: limit)
        return nil
      } catch {
        return error
      }
    }
  }

  private func isDamaged(_ error: GitError?, _ reason: String) -> Bool {
    guard case .damagedObject(_, let found) = error else { return false }
    return found.contains(reason)
  }

  @Test func readsEveryKindOfLooseObject() async throws {
    try await GitFixture.with { fixture in
      let reader = LooseObjectReader(objectsDirectory: fixture.gitDirectory + "/objects")
      let blob = try await fixture.blob("hello world\n")
      let empty = try await fixture.blob("")
      let big = try await fixture.blob(String(repeating: "0123456789", count: 100_000))
      let commit = try await fixture.commit("first")
      try await fixture.git("tag", "-a", "v1", "-m", "one", commit.hex)
      let tag = try ObjectID(await fixture.git("rev-parse", "v1"))
      for (id, kind) in [
        (blob, ObjectKind.blob), (empty, .blob), (big, .blob), (commit, .commit), (tag, .tag),
      ] {
        let object = try #require(try reader.object(id, limit: anySize))
        #expect(object.kind == kind)
        #expect(object.bytes == (try await fixture.git("cat-file", kind.name, id.hex)).bytes)
        #expect(try reader.contains(id))
      }
      try await fixture.fsck()
    }
  }

  @Test func findsNothingWhereThereIsNothing() throws {
    let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    let reader = LooseObjectReader(objectsDirectory: "/nowhere")
    #expect(try reader.object(id, limit: anySize) == nil)
    #expect(try !reader.contains(id))
  }

  @Test func acceptsAStoredStreamWithTheRightBytes() async throws {
    #expect(try await reading(object("blob 12", "hello world\n")) == nil)
  }

  @Test func refusesAnEmptyFile() async throws {
    #expect(isDamaged(try await reading([]), "empty"))
  }

  @Test func refusesATruncatedObjectAtEveryLength() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.blob("hello world\n")
      let whole = try contents(fixture.loosePath(id))
      let reader = LooseObjectReader(objectsDirectory: fixture.gitDirectory + "/objects")
      for count in 0..<whole.count {
        write(Array(whole[..<count]), to: fixture.loosePath(id))
        #expect(throws: GitError.self) { try reader.object(id, limit: anySize) }
      }
    }
  }

  @Test func refusesALyingSize() async throws {
    #expect(isDamaged(try await reading(object("blob 11", "hello world\n")), "more bytes"))
    #expect(isDamaged(try await reading(object("blob 3", "hello world\n")), "more bytes"))
    #expect(isDamaged(try await reading(object("blob 13", "hello world\n")), "fewer bytes"))
    #expect(isDamaged(try await reading(object("blob 0", "hello world\n")), "more bytes"))
    let long = String(repeating: "x", count: 5000)
    #expect(isDamaged(try await reading(object("blob 4999", long)), "more bytes"))
    #expect(isDamaged(try await reading(object("blob 5001", long)), "fewer bytes"))
  }

  @Test func refusesAHugeSizeBeforeItAllocates() async throws {
    let error = try await reading(object("blob 9223372036854775807", "hello"), limit: 1000)
    guard case .oversizedObject(_, Int.max, 1000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(isDamaged(try await reading(object("blob 9223372036854775808", "hello")), "header"))
  }

  @Test func refusesBytesBehindTheEnd() async throws {
    let sound = object("blob 12", "hello world\n")
    #expect(isDamaged(try await reading(sound + [0]), "after its end"))
    #expect(isDamaged(try await reading(sound + sound), "after its end"))
  }

  @Test func refusesAnotherObjectsBytes() async throws {
    #expect(isDamaged(try await reading(object("blob 12", "hullo world\n")), "another name"))
    #expect(isDamaged(try await reading(object("tree 12", "hello world\n")), "another name"))
  }

  @Test(arguments: ["blib 12", "blob 012", "blob -1", "blob  12", "blob 12 ", "blob", "", " 12"])
  func refusesAMalformedHeader(_ header: String) async throws {
    #expect(isDamaged(try await reading(object(header, "hello world\n")), "header"))
  }

  @Test func refusesWhatIsNoZlibStream() async throws {
    #expect(isDamaged(try await reading(Array("blob 12\u{0}hello world\n".utf8)), "zlib"))
    var sound = object("blob 12", "hello world\n")
    sound[sound.count - 1] ^= 1
    #expect(isDamaged(try await reading(sound), "zlib"))
  }

  @Test func refusesASymbolicLinkAFolderAndAPipe() async throws {
    try await GitFixture.with { fixture in
      let id = try await fixture.blob("hello world\n")
      let path = fixture.loosePath(id)
      let sound = try contents(path)
      let reader = LooseObjectReader(objectsDirectory: fixture.gitDirectory + "/objects")
      let elsewhere = fixture.directory.path("elsewhere")
      write(sound, to: elsewhere)
      for make in [
        { symlink(elsewhere, path) }, { mkdir(path, 0o755) }, { mkfifo(path, 0o644) },
      ] {
        _ = unlink(path) == 0 || rmdir(path) == 0
        try #require(make() == 0)
        #expect(throws: GitError.self) { try reader.object(id, limit: anySize) }
        #expect(throws: GitError.self) { try fixture.open().object(id, limit: anySize) }
      }
    }
  }
}
