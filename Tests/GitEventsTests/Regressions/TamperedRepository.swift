import Foundation
import Git
import GitEvents
import GitEventsTesting

/// What people, other programs and bad disks do to a repository.
extension GitFixture {
  /// A file of the repository, by its name below the git folder.
  func file(_ name: String) -> String { gitDirectory + "/" + name }

  func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: file(name))) != nil
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }

  func overwrite(_ name: String, _ text: String) throws {
    try? FileManager.default.removeItem(atPath: file(name))
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  func overwrite(_ name: String, _ bytes: [UInt8]) throws {
    try? FileManager.default.removeItem(atPath: file(name))
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: file(name), withIntermediateDirectories: true)
  }

  func makeExecutable(_ name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file(name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: file(name))
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()
  }

  /// The ref of the only ledger.
  func ledger() async throws -> String {
    try await git("for-each-ref", "--format=%(refname)", "refs/ledger").text
  }

  /// The values of a trailer in the commits of the only ledger, newest first.
  func ledger(trailer key: String) async throws -> [String] {
    let tip = try await ledger()
    return try await git(
      "log", "--first-parent", "--format=%(trailers:key=\(key),valueonly,separator=%x2C)", tip
    ).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Writes what a writer of this boot leaves that is killed, or one of an earlier boot.
  func forgeState(
    boot: String? = nil, isDirty: Bool = true, packs: [String] = [], locks: [WriterState.Lock] = []
  ) throws {
    let state = WriterState(
      boot: try boot ?? BootIdentity.current().id, process: 1, isDirty: isDirty, packs: packs,
      locks: locks)
    try overwrite("git-events/state", String(decoding: state.bytes, as: UTF8.self))
  }

  /// Makes a bare repository beside this one that holds what plain git fetches from it.
  func copy(_ name: String = "copy.git", _ refspecs: String...) async throws -> GitFixture {
    let copy = GitFixture(directory: directory, name: name, bare: true)
    try await GitCommand.run(["init", "--quiet", "--bare", copy.path], home: directory.path)
    try await copy.fetch(from: self, refspecs)
    return copy
  }

  func fetch(from other: GitFixture, _ refspecs: String...) async throws {
    try await fetch(from: other, refspecs)
  }

  private func fetch(from other: GitFixture, _ refspecs: [String]) async throws {
    try await git(["fetch", "--quiet", "--no-tags", other.path] + refspecs)
  }
}

/// All streams of a repository, as a refspec.
let allStreams = "refs/events/*:refs/events/*"

/// All ledgers of a repository, as a refspec.
let allLedgers = "refs/ledger/*:refs/ledger/*"

extension StreamCursor {
  func names() throws -> [String] {
    var cursor = self
    return try cursor.collect().map(\.name.text)
  }
}

/// What an error says, for a body that must fail.
func failure(_ body: () throws -> Void) -> EventStoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? EventStoreError
  }
}
