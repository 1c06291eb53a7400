import Git

/// The folder from which git takes the hooks of a repository.
struct HooksPlace {
  let folder: HooksFolder
  /// Why other repositories may take theirs from it, too; nil where it is this one's alone.
  let sharing: String?

  /// Finds the folder as git does: `core.hooksPath`, else `hooks` in the repository.
  ///
  /// What `-c` says for one command is passed over: hooks are there to stay.
  ///
  /// - Parameters:
  ///   - context: The repository, and whose home it is.
  ///   - role: What the hooks are there for: those of pushes run in the git folder.
  /// - Returns: The folder.
  /// - Throws: A `Failure` where git runs no hooks here, or where the folder cannot be told.
  static func find(_ context: Context, for role: GuardHook.Role) throws -> HooksPlace {
    let repository = try context.repository()
    let location = repository.location
    let setting = repository.configuration.entries.last {
      $0.key == "core.hookspath" && $0.level != .override
    }
    guard let setting, let value = setting.value, !value.isEmpty else {
      let folder = HooksFolder(location.commonDirectory + "/hooks")
      return HooksPlace(folder: folder, sharing: sharing(folder, location, nil))
    }
    let base =
      role == .server ? location.gitDirectory : location.workTree ?? location.gitDirectory
    let folder = HooksFolder(try path(value, base, context))
    if folder.path == "/dev/null" {
      throw Failure.invalid(
        "core.hooksPath is /dev/null: git runs no hooks here",
        hint: "git config --show-origin core.hooksPath says where that is set")
    }
    return HooksPlace(folder: folder, sharing: sharing(folder, location, setting))
  }

  private static func path(_ value: String, _ base: String, _ context: Context) throws -> String {
    if value.hasPrefix("/") { return value }
    if value.hasPrefix("~/"), let home = context.surroundings["HOME"] {
      return home + value.dropFirst(1)
    }
    guard !value.hasPrefix("~"), !value.hasPrefix("%(prefix)") else {
      throw Failure.invalid(
        "core.hooksPath is \(value): only git knows which folder that is",
        hint: "write its path out in full")
    }
    return base + "/" + value
  }

  private static func sharing(
    _ folder: HooksFolder, _ location: RepositoryLocation, _ setting: Configuration.Entry?
  ) -> String? {
    if let setting, setting.level < .local {
      return "core.hooksPath, which is set for more than this repository, names it"
    }
    let real = folder.realPath + "/"
    let own = [location.commonDirectory, location.workTree].compactMap { $0 }
    if own.contains(where: { real.hasPrefix(HooksFolder($0).realPath + "/") }) { return nil }
    return "it is outside of this repository"
  }
}
