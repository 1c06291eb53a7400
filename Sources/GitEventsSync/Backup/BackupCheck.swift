import Git
import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Has git take a bundle apart that was just written, as whoever restores it will.
struct BackupCheck {
  private let header: BundleHeader
  private let changed: [NamedReference]
  private let scratch: ScratchFolder
  private let options: BackupOptions

  /// Says what was to be written.
  ///
  /// - Parameters:
  ///   - header: The header.
  ///   - changed: The refs of which the base says something else, or nothing.
  ///   - scratch: Where to take it apart.
  ///   - options: How git is run.
  init(
    _ header: BundleHeader, _ changed: [NamedReference], in scratch: ScratchFolder,
    _ options: BackupOptions
  ) {
    self.header = header
    self.changed = changed
    self.scratch = scratch
    self.options = options
  }

  /// Checks the file: every object hashed, every delta resolved; of a complete backup, nothing missing that a ref leads to;
  /// of an increment, the new heads of streams and ledgers in it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - folders: The folders of objects that hold what an increment goes on from.
  /// - Throws: `malformed`, `command` where it is not as it should be; `system`.
  func check(_ path: String, seeing folders: [String]) async throws(GitError) {
    guard try BundleHeader(OpenFile(path, O_RDONLY)) == header else {
      throw .malformed(what: "bundle", reason: "its header is not what was written")
    }
    let plain = try PlainRepository(at: scratch.path(of: "check"), seeing: folders)
    // What it goes on from must be reached by refs there.
    try PackedReferencesFile(in: plain.path).write(
      header.prerequisites.map {
        NamedReference(name: StoreLayout.branchPrefix + "\($0)", target: $0)
      })
    let git = options.git(in: plain.path)
    try await git.run("bundle", ["verify", "--quiet", path])
    try await git.run("bundle", ["unbundle", path])
    try plain.forgetAlternates()
    if folders.isEmpty {
      try await git.run(
        "rev-list", ["--objects", "--quiet", "--stdin"],
        input: ObjectList(header.references.map(\.target)).text)
    }
    let new = changed.filter {
      $0.name.hasPrefix(StoreLayout.streamPrefix) || $0.name.hasPrefix(StoreLayout.ledgerPrefix)
    }
    if let id = try plain.firstMissing(of: new.map(\.target)) {
      throw .malformed(what: "bundle", reason: "commit \(id) is not in it")
    }
  }
}
