/// The environment and the folder in which a command runs.
struct Surroundings: Sendable {
  /// The environment's variables.
  let environment: [String: String]
  /// The folder from which relative paths start, after every `-C`.
  let currentDirectory: String

  init(environment: [String: String], currentDirectory: String, prelude: Prelude) {
    self.environment = environment
    self.currentDirectory = prelude.directories.reduce(currentDirectory) {
      Surroundings.path($1, from: $0)
    }
  }

  /// The value of a variable that is set and not empty.
  subscript(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A path that starts at the current folder.
  func path(_ path: String) -> String { Surroundings.path(path, from: currentDirectory) }

  /// The folders above which no repository is looked for: `GIT_CEILING_DIRECTORIES`.
  var ceilings: [String] {
    environment["GIT_CEILING_DIRECTORIES", default: ""].split(separator: ":").map(String.init)
  }

  /// The width of help pages.
  var columns: Int {
    min(max(self["COLUMNS"].flatMap(Int.init) ?? 80, 40), 100)
  }

  private static func path(_ path: String, from base: String) -> String {
    if path.hasPrefix("/") || path.isEmpty { return path.isEmpty ? base : path }
    return base.hasSuffix("/") ? base + path : "\(base)/\(path)"
  }
}
