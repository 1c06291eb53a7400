/// A file or folder, and what the user calls it.
package struct NamedPath: Sendable, Hashable {
  /// Where it is: an absolute path.
  package let path: String
  /// What messages call it.
  package let name: String

  package init(_ path: String, calledBy name: String) {
    self.path = path
    self.name = name
  }

  /// Another entry of the folder that it is in, called in the same way.
  func neighbour(_ entry: String) -> NamedPath {
    NamedPath(
      NamedPath.replacingLast(of: path, by: entry),
      calledBy: NamedPath.replacingLast(of: name, by: entry))
  }

  private static func replacingLast(of path: String, by entry: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return entry }
    return path[...slash] + entry
  }
}
