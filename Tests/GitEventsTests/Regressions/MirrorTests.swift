import GitEvents
import GitEventsTesting
import Testing

/// What is appended in a mirror is lost with the next update of the mirror.
@Suite struct MirrorTests {
  @Test func aMirrorIsReadAndNotWritten() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test(id: "one")], to: "a")
      let mirror = GitFixture(directory: fixture.directory, name: "mirror.git", bare: true)
      try await GitCommand.run(
        ["clone", "--quiet", "--mirror", fixture.path, mirror.path], home: fixture.directory.path)
      let copy = try StoreKind.open(mirror)
      #expect(try copy.read("a").map(\.id.text) == ["one"])
      #expect(try copy.readAll(.position, .forward).all().compactMap(\.position) == [1, 2])
      let error = failure { try copy.append([.test()], to: "a") }
      #expect(error?.code == .unsupported)
      #expect(error?.hint?.contains("clone") == true)
      #expect(code { _ = try copy.recover() } == .unsupported)
      #expect(!mirror.exists("git-events"))
      #expect(try copy.position() == 2)
    }
  }
}
