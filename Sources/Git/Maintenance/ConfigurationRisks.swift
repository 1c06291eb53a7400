/// Finds settings that endanger a store, or make it slow.
enum ConfigurationRisks {
  /// Looks at what is set for a repository.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - paths: Where the store keeps its refs.
  /// - Returns: What was found.
  /// - Throws: `malformed` for a setting that git would refuse.
  static func find(
    in repository: Repository, guarding paths: StorePaths
  ) throws(GitError) -> [RepositoryCondition.Risk] {
    let settings = repository.configuration
    var risks: [RepositoryCondition.Risk] = []
    if try settings.integer("gc.auto") != 0 { risks.append(.automaticPacking) }
    let refusal = try WriteRefusal.find(in: settings, guarding: paths.referenceFolders)
    if case .unsupportedRepository(let reason, let advice) = refusal {
      risks.append(.fetchOverwrites(reason: reason, advice: advice))
    }
    for (remote, entry) in settings.all(section: "remote", variable: "mirror")
    where entry.value.map({ $0.lowercased() == "true" }) ?? true {
      // A mirror that fetches is told of above.
      if settings.string("remote.\(remote).fetch") == nil {
        risks.append(.pushMirrors(remote: remote))
      }
    }
    if let value = settings.string("core.fsync"), value.contains("none") || value.contains("-") {
      risks.append(.unsynced(setting: "core.fsync=\(value)"))
    }
    if settings.string("core.fsyncobjectfiles")?.lowercased() == "false" {
      risks.append(.unsynced(setting: "core.fsyncObjectFiles=false"))
    }
    if repository.location.isBare { risks.append(.unguardedPushes) }
    return risks
  }
}
