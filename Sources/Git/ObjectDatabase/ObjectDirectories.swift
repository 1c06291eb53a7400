/// Finds the `objects` folders that a repository reads from: its own, then its alternates'.
package enum ObjectDirectories {
  /// The deepest nesting of alternates that git follows.
  private static let deepest = 5

  /// Larger than any honest list of alternates.
  private static let largestFile = 1 << 20

  /// Lists an `objects` folder and its alternates, as git finds them.
  ///
  /// A folder that does not exist, a list that cannot be read, and whatever is nested too deep are passed over,
  /// as git passes over them with a warning. No folder is listed twice.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's own folder.
  ///   - alternates: Further folders, such as git names in `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
  /// - Returns: The own folder first.
  package static func list(from objectsDirectory: String, alternates: [String] = []) -> [String] {
    var found = [objectsDirectory]
    var known: Set<String> = [Paths.real(objectsDirectory) ?? objectsDirectory]
    for alternate in alternates { add(alternate, depth: 0, to: &found, &known) }
    follow(objectsDirectory, depth: 0, into: &found, &known)
    return found
  }

  private static func follow(
    _ directory: String, depth: Int, into found: inout [String], _ known: inout Set<String>
  ) {
    guard depth <= deepest, let text = read(directory + "/info/alternates") else { return }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if line.first == UInt8(ascii: "#") { continue }
      var path = String(decoding: line, as: UTF8.self)
      if line.first == UInt8(ascii: "\"") {
        guard let unquoted = QuotedPath.unquote(line) else { continue }
        path = unquoted
      }
      if !path.hasPrefix("/") { path = directory + "/" + path }
      add(path, depth: depth, to: &found, &known)
    }
  }

  private static func add(
    _ path: String, depth: Int, to found: inout [String], _ known: inout Set<String>
  ) {
    guard let real = Paths.real(path), known.insert(real).inserted else { return }
    found.append(real)
    follow(real, depth: depth + 1, into: &found, &known)
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = try? ReadableFile(path), file.count <= largestFile else { return nil }
    return try? file.bytes(at: 0, count: file.count)
  }
}
