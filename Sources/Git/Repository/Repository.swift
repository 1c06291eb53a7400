/// A repository that is open for reading: its folders, objects, refs and configuration.
///
/// Opening reads configuration and nothing else, so it costs the same whatever the repository holds.
package final class Repository: Sendable {
  package let location: RepositoryLocation
  package let objects: ObjectDatabase
  package let references: ReferenceStore
  /// The configuration as it was when the repository was opened.
  package let configuration: Configuration

  /// What the caller knows from its environment; floors 0–3 read none.
  package struct Surroundings: Sendable {
    /// The system's and the user's configuration files.
    package var configurationFiles: [ConfigurationFile] = []
    /// Keys with values as `-c` and `GIT_CONFIG_COUNT` give them.
    package var overrides: [(key: String, value: String?)] = []
    /// The folder of objects, where `GIT_OBJECT_DIRECTORY` names another than the repository's.
    package var objectsDirectory: String?
    /// Further folders of objects, as `GIT_ALTERNATE_OBJECT_DIRECTORIES` names them.
    package var alternateObjectsDirectories: [String] = []

    /// Knows nothing but the repository itself.
    package init() {}
  }

  private init(
    location: RepositoryLocation, configuration: Configuration
  ) throws(GitError) {
    self.location = location
    self.configuration = configuration
    objects = ObjectDatabase(
      objectsDirectory: location.objectsDirectory,
      alternates: location.alternateObjectsDirectories)
    references = ReferenceStore(
      gitDirectory: location.gitDirectory, commonDirectory: location.commonDirectory)
  }

  /// Opens the repository at or above a folder.
  ///
  /// - Parameters:
  ///   - path: Where to begin.
  ///   - ceilings: Absolute folders above which nothing is looked for.
  ///   - surroundings: What the environment says.
  /// - Returns: The repository.
  /// - Throws: `noRepository`, `unsupportedRepository`, `malformed`, `library`, `system`.
  package static func open(
    at path: String, ceilings: [String] = [], surroundings: Surroundings = Surroundings()
  ) throws(GitError) -> Repository {
    try open(
      found: RepositoryDiscovery.gitDirectory(above: path, ceilings: ceilings), surroundings)
  }

  /// Opens the repository of a git folder that the caller names, such as `GIT_DIR`.
  ///
  /// - Parameters:
  ///   - gitDirectory: The folder, or a `.git` file that points at one.
  ///   - surroundings: What the environment says.
  /// - Returns: The repository.
  /// - Throws: `noRepository`, `unsupportedRepository`, `malformed`, `library`, `system`.
  package static func open(
    gitDirectory: String, surroundings: Surroundings = Surroundings()
  ) throws(GitError) -> Repository {
    try open(found: RepositoryDiscovery.gitDirectory(named: gitDirectory), surroundings)
  }

  /// Opens the repository of a git folder that has been looked at.
  private static func open(
    found directory: String, _ surroundings: Surroundings
  ) throws(GitError) -> Repository {
    let common = try RepositoryDiscovery.commonDirectory(of: directory)
    let local = ConfigurationFile(common + "/config", level: .local)
    let own = try Configuration(files: [local])
    try RepositoryFormat.check(own)
    var files = surroundings.configurationFiles + [local]
    if try own.bool("extensions.worktreeconfig") == true {
      files.append(ConfigurationFile(directory + "/config.worktree", level: .worktree))
    }
    let configuration = try Configuration(files: files, overrides: surroundings.overrides)
    let location = RepositoryLocation(
      gitDirectory: directory, commonDirectory: common,
      workTree: try RepositoryDiscovery.workTree(
        of: directory, commonDirectory: common, configuration),
      objectsDirectory: surroundings.objectsDirectory,
      alternateObjectsDirectories: surroundings.alternateObjectsDirectories)
    return try Repository(location: location, configuration: configuration)
  }
}

extension Repository: ObjectReading {
  package func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject {
    try objects.object(id, limit: limit)
  }

  package func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject {
    try objects.object(id, kind, at: place, limit: limit)
  }
}

extension Repository: ReferenceReading {
  package func reference(_ name: String) throws(GitError) -> ObjectID? {
    try references.reference(name)
  }

  package func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    try references.references(under: prefix, after: after, limit: limit)
  }
}
