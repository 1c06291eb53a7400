import Git
import GitEvents
import GitEventsSync

/// Tells what is restored from where it goes, on a command line that names the one behind the other.
struct RestorationTarget {
  /// What is restored.
  let sources: [NamedPath]
  /// The folder that is made.
  let folder: NamedPath

  /// Takes the names apart.
  ///
  /// What is a file, and the one thing that is named, is restored; the last name is the folder otherwise.
  ///
  /// - Parameters:
  ///   - paths: The names.
  ///   - isBare: Whether a folder whose name is not given is called as bare repositories are.
  ///   - context: Where relative paths start.
  /// - Throws: A `Failure` with status 2.
  init(_ paths: [String], isBare: Bool, _ context: Context) throws {
    let surroundings = context.surroundings
    let status = { (path: String) throws in try FileStatus.of(surroundings.path(path)) }
    var sources = paths
    var named: String?
    if paths.count > 1, let last = paths.last, try status(last) != .file {
      named = last
      sources.removeLast()
    }
    for source in sources where try status(source) == nil {
      throw Failure.invalid("there is no file '\(source)'")
    }
    if let named, named.hasSuffix(".bundle"), try status(named) == nil {
      throw Failure.invalid(
        "there is no file '\(named)'", hint: "a folder to restore into is not called so")
    }
    let name = try named ?? Self.name(of: sources[0], isBare: isBare)
    let path = surroundings.path(name)
    guard ReplacedPath.identity(of: path) != ReplacedPath.identity(of: surroundings.path("."))
    else {
      throw Failure.invalid(
        "the current folder cannot become the store's: it is replaced as a whole",
        hint: "name a folder that is not there yet")
    }
    self.sources = sources.map { NamedPath(surroundings.path($0), calledBy: $0) }
    folder = NamedPath(path, calledBy: name)
  }

  /// As `git clone` does it: what the file is called, without its ending.
  private static func name(of source: String, isBare: Bool) throws -> String {
    var name = source.split(separator: "/").last.map(String.init) ?? ""
    for ending in [".bundle", ".git"] where name.hasSuffix(ending) {
      name.removeLast(ending.utf8.count)
      break
    }
    if name.isEmpty || name == "." || name == ".." {
      throw Failure.invalid("say into which folder '\(source)' is to be restored")
    }
    return isBare ? name + ".git" : name
  }
}
