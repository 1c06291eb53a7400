import Foundation
import GitEvents
import GitEventsTesting
import Testing

/// The payload of a recorded event that an append has to answer with is damaged.
@Suite struct DamagedPayloadTests {
  @Test func aBatchThatCannotBeAnsweredIsNotWritten() async throws {
    try await withDiskStore { store, fixture in
      try store.append([.test("a", #"{"n": 1}"#, id: "one")], to: "a")
      try store.append([.test("a", #"{"n": 2}"#, id: "two")], to: "b")
      let blob = try await fixture.git("rev-parse", "refs/events/a:data.json").text
      try await explode(fixture)
      try fixture.overwrite("objects/\(blob.prefix(2))/\(blob.dropFirst(2))", "")
      let writer = try StoreKind.open(fixture)
      let position = try writer.position()
      var batch = AppendBatch()
      batch.append(.test("a", #"{"n": 3}"#, id: "three"), to: "b")
      batch.append(.test("a", #"{"n": 1}"#, id: "one"), to: "a")
      #expect(code { try writer.append(batch) } == .damaged)
      for opened in [writer, try StoreKind.open(fixture, seed: 5)] {
        #expect(try opened.position() == position)
        #expect(try opened.version(of: "b") == 1)
        #expect(try opened.event(id: EventID("three")) == nil)
      }
      #expect(StoreChecker(fixture).leftovers() == [])
      // Without the damaged event it is taken.
      batch.steps.removeLast()
      try writer.append(batch)
    }
  }

  /// Turns packs into loose objects, which are easier to damage.
  private func explode(_ fixture: GitFixture) async throws {
    for name in try fixture.names(in: "objects/pack") where name.hasSuffix(".pack") {
      let aside = fixture.directory.path(name)
      try FileManager.default.moveItem(atPath: fixture.file("objects/pack/" + name), toPath: aside)
      try fixture.remove("objects/pack/" + name.dropLast(".pack".count) + ".idx")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: aside))
      try await fixture.git("unpack-objects", "-q", input: Array(bytes))
    }
  }
}
