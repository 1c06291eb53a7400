import Git
import GitEventsTesting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Larger than any object that these tests make.
let anySize = 1 << 24

extension ObjectID {
  init(_ output: GitCommand.Output) throws {
    guard let id = ObjectID(hex: output.text) else { throw NoID(text: output.text) }
    self = id
  }

  struct NoID: Error {
    let text: String
  }
}

extension GitFixture {
  /// Stores a blob loose.
  func blob(_ text: String) async throws -> ObjectID {
    try ObjectID(await git("hash-object", "-w", "--stdin", input: Array(text.utf8)))
  }

  /// Makes an empty commit.
  func commit(_ message: String) async throws -> ObjectID {
    let tree = try await git("mktree", input: []).text
    return try ObjectID(await git("commit-tree", tree, "-m", message))
  }

  func loosePath(_ id: ObjectID) -> String {
    "\(gitDirectory)/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
  }

  func open() throws -> Repository { try Repository.open(gitDirectory: gitDirectory) }
}

/// Replaces a file, whatever stands there.
func write(_ bytes: [UInt8], to path: String) {
  unlink(path)
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  precondition(descriptor >= 0, "open \(path)")
  defer { close(descriptor) }
  precondition(write(descriptor, bytes, bytes.count) == bytes.count, "write \(path)")
}

func write(_ text: String, to path: String) { write(Array(text.utf8), to: path) }

func contents(_ path: String) throws -> [UInt8] {
  let file = try ReadableFile(path)
  return try file.bytes(at: 0, count: file.count)
}

/// Removes a file, if it is there.
func unlinkFile(_ path: String) { unlink(path) }
