import Git
import GitEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Has git take a bundle apart that was just written, as whoever restores it will.
struct BackupCheck {
  private let contents: BackupContents
  private let scratch: ScratchFolder
  private let options: BackupOptions

  /// Says what was to be written.
  ///
  /// - Parameters:
  ///   - contents: What it is to hold.
  ///   - scratch: Where to take it apart.
  ///   - options: How git is run.
  init(_ contents: BackupContents, in scratch: ScratchFolder, _ options: BackupOptions) {
    self.contents = contents
    self.scratch = scratch
    self.options = options
  }

  /// Checks the file: its header, what it goes on from, every object in it hashed, every delta resolved, and no object missing
  /// that it is to hold.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - folders: The folders of objects that hold what an increment goes on from.
  /// - Throws: `malformed`, `command` where it is not as it should be; `system`.
  func check(_ path: String, seeing folders: [String]) async throws(GitError) {
    let header = contents.header
    guard try BundleHeader(OpenFile(path, O_RDONLY)) == header else {
      throw .malformed(what: "bundle", reason: "its header is not what was written")
    }
    let plain = try PlainRepository(at: scratch.path(of: "check"), seeing: folders)
    try PackedReferencesFile(in: plain.path).write(prerequisites: header.prerequisites)
    let git = options.git(in: plain.path)
    // Which verifies it first, as `git bundle verify` does.
    try await git.run("bundle", ["unbundle", path])
    try plain.forgetAlternates()
    if let id = try plain.firstMissing(of: contents.objects) {
      throw .malformed(what: "bundle", reason: "object \(id) is not in it")
    }
  }
}

extension PackedReferencesFile {
  /// Writes refs to what a bundle goes on from, and no others: `git bundle` looks whether refs reach that, and walks from all
  /// of them to find it.
  ///
  /// - Parameter prerequisites: What the bundle goes on from.
  /// - Throws: `system`.
  func write(prerequisites: [ObjectID]) throws(GitError) {
    try write(
      prerequisites.sorted().map {
        NamedReference(name: StoreLayout.branchPrefix + "\($0)", target: $0)
      })
  }
}
