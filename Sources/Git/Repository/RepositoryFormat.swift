/// Refuses repositories whose files mean something else than this program believes.
package enum RepositoryFormat {
  /// Extensions that change nothing for a reader of objects and refs.
  private static let known: Set<String> = [
    "noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees",
  ]

  /// Checks the format that a repository's own configuration declares.
  ///
  /// - Parameter configuration: The common folder's `config` alone, since git believes no other file here.
  /// - Throws: `unsupportedRepository`; `malformed` for a version that is no number.
  package static func check(_ configuration: Configuration) throws(GitError) {
    try checkExtension(
      "objectformat", allowed: "sha1", configuration,
      hint: "create the store with `git init --object-format=sha1`")
    try checkExtension(
      "refstorage", allowed: "files", configuration,
      hint: "convert it with `git refs migrate --ref-format=files`")
    let version = try configuration.integer("core.repositoryformatversion") ?? 0
    guard (0...1).contains(version) else {
      throw .unsupportedRepository(
        feature: "repository format version \(version)", hint: "update git-events")
    }
    // In version 0 git itself passes over extensions that it does not know.
    guard version == 1 else { return }
    for entry in configuration.entries where entry.key.hasPrefix("extensions.") {
      let name = String(entry.key.dropFirst("extensions.".count))
      if known.contains(name) || name == "objectformat" || name == "refstorage" { continue }
      throw .unsupportedRepository(feature: "extension \(name)", hint: "update git-events")
    }
  }

  private static func checkExtension(
    _ name: String, allowed: String, _ configuration: Configuration, hint: String
  ) throws(GitError) {
    guard let value = configuration.string("extensions.\(name)"),
      value.lowercased() != allowed
    else { return }
    throw .unsupportedRepository(feature: "extensions.\(name)=\(value)", hint: hint)
  }
}
