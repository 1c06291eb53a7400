import GitEventsTesting
import Testing

@testable import Git

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The write-ahead log: what is read from it is what was written, or the beginning of that, or told to be damaged.
@Suite struct AppendLogTests {
  private static let base = ObjectID(hex: String(repeating: "a", count: 40))!

  private static func record(_ number: Int, base: ObjectID = base) throws -> LogRecord {
    let bytes = Array("object \(number) \(String(repeating: "x", count: number * 37))".utf8)
    let object = GitObject(id: try ObjectHasher.id(of: .blob, bytes), kind: .blob, bytes: bytes)
    return LogRecord(
      base: base, objects: [object],
      moves: [
        .init(name: "refs/events/a", old: number == 0 ? nil : base, new: object.id, note: 1)
      ])
  }

  private func withLog(
    _ body: (WritableFolder, inout AppendLog) throws -> Void
  ) async throws {
    try await TemporaryDirectory.with { directory in
      let folder = WritableFolder(directory.path)
      var log = try AppendLog(in: folder)
      try body(folder, &log)
    }
  }

  /// Writes three records, and says where each ends.
  private func threeRecords(in log: inout AppendLog) throws -> ([LogRecord], ends: [Int]) {
    let records = try (0..<3).map { try Self.record($0) }
    let ends = try records.map { record in
      try log.append(record, durably: false)
      return log.end
    }
    return (records, ends)
  }

  private func bytes(_ folder: WritableFolder) throws -> [UInt8] {
    try OpenFile(folder.path(of: "wal"), O_RDONLY).read(limit: 1 << 24)
  }

  @Test func recordsAreReadAsTheyWereWritten() async throws {
    try await withLog { folder, log in
      let records = try (0..<5).map { try Self.record($0) }
      for record in records { try log.append(record, durably: true) }
      let contents = try #require(try AppendLog.contents(in: folder))
      #expect(contents.records == records)
      #expect(contents.base == Self.base)
      #expect(contents.damage == nil)
      #expect(try AppendLog.base(in: folder) == Self.base)
    }
  }

  @Test func aNewGenerationHidesTheOldOne() async throws {
    try await withLog { folder, log in
      for number in 0..<5 { try log.append(try Self.record(number), durably: false) }
      log.restart()
      let next = ObjectID(hex: String(repeating: "b", count: 40))!
      try log.append(try Self.record(1, base: next), durably: false)
      let contents = try #require(try AppendLog.contents(in: folder))
      #expect(contents.records == [try Self.record(1, base: next)])
      #expect(contents.damage == nil)
    }
  }

  @Test func aClearedLogHoldsNothing() async throws {
    try await withLog { folder, log in
      for number in 0..<3 { try log.append(try Self.record(number), durably: false) }
      log.restart()
      try log.clear()
      #expect(try AppendLog.base(in: folder) == nil)
      var again = try AppendLog(in: folder)
      try again.append(try Self.record(2), durably: false)
      #expect(try AppendLog.contents(in: folder)?.records == [try Self.record(2)])
      #expect(try AppendLog.contents(in: folder)?.damage == nil)
    }
  }

  /// A writer that is stopped in the middle of a record leaves those before it.
  @Test func aTornRecordIsLeftOut() async throws {
    try await withLog { folder, log in
      let (records, ends) = try threeRecords(in: &log)
      let whole = Array(try bytes(folder).prefix(ends[2] + 1024))
      for end in 0..<ends[2] {
        let torn = Array(whole[..<end]) + [UInt8](repeating: 0, count: whole.count - end)
        let contents = try LogContents(torn)
        // What fills a record up to the next place is not a part of it.
        let kept = contents.records.count
        #expect(contents.damage == nil, "cut at \(end)")
        #expect(contents.records == Array(records.prefix(kept)))
        #expect(kept >= ends.count { $0 <= end }, "cut at \(end)")
      }
    }
  }

  /// A changed byte in a record that has another behind it cannot be what a stopped writer leaves.
  @Test func aDamagedRecordBeforeAWholeOneIsTold() async throws {
    try await withLog { folder, log in
      let (records, ends) = try threeRecords(in: &log)
      let whole = Array(try bytes(folder).prefix(ends[2] + 1024))
      for place in 0..<ends[2] {
        var changed = whole
        changed[place] ^= 0x10
        let contents = try LogContents(changed)
        #expect(contents.records == Array(records.prefix(contents.records.count)))
        if contents.records.count == 3 { continue }
        let isLast = place >= ends[1]
        #expect((contents.damage == nil) == isLast, "byte \(place)")
        #expect(contents.base == Self.base)
      }
    }
  }
}
