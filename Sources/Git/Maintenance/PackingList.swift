#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The objects of one new pack, as `git pack-objects` reads them: a name a line, each with a path.
///
/// The path says two things to git: objects with the same path are compared with each other, and one is stored whole,
/// because an attribute says so.
struct PackingList: ~Copyable {
  /// The path of what is stored whole.
  static let whole = "whole"

  /// The attribute; git of some versions takes the line's end for a part of the path.
  static let attributes = Array("whole* -delta\n".utf8)

  /// How many objects were added.
  private(set) var count = 0

  private let file: OpenFile
  private var buffer: [UInt8] = []
  private var written = 0

  /// Where it is.
  var path: String { file.path }

  init(_ path: String) throws(GitError) {
    file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
  }

  /// Adds an object.
  ///
  /// - Parameters:
  ///   - id: The object.
  ///   - path: What git takes for its path.
  /// - Throws: `system`.
  mutating func add(_ id: ObjectID, path: String = "") throws(GitError) {
    count += 1
    buffer += id.hexBytes
    buffer.append(UInt8(ascii: " "))
    buffer += path.utf8
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Puts everything into the file.
  ///
  /// - Throws: `system`.
  mutating func flush() throws(GitError) {
    try file.write(buffer, at: written)
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
