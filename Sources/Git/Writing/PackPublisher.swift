#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Brings a finished pack into a repository so that no crash and no concurrent `git gc` can take a part of it away.
package struct PackPublisher: Sendable {
  private let temporary: WritableFolder
  private let packs: WritableFolder

  /// What our `.keep` files say, so that recovery tells them from those that people make.
  static let keepReason = Array("git-events: being appended\n".utf8)

  /// Names the folders.
  ///
  /// - Parameters:
  ///   - temporary: Where files are written; not under `objects`, where git sweeps up `tmp_*`.
  ///   - packs: The repository's `objects/pack`.
  package init(temporary: WritableFolder, packs: WritableFolder) {
    self.temporary = temporary
    self.packs = packs
  }

  /// Writes a pack and its index and makes them visible.
  ///
  /// `.keep` comes first, so that a `git repack` that sees the pack lets it be until its refs are moved; `.idx` comes
  /// last, because git reads no pack without one.
  ///
  /// - Parameters:
  ///   - pack: The pack.
  ///   - durably: Whether each file is synced before its rename, and the folder after.
  /// - Throws: `system`; call `withdraw` then.
  package func publish(_ pack: Pack, durably: Bool) throws(GitError) {
    try temporary.create(durably: false)
    try packs.create(durably: durably)
    try pack.write(in: temporary, durably: durably)
    try OpenFile(packs.path(of: pack.name + ".keep"), O_WRONLY | O_CREAT)
      .write(PackPublisher.keepReason)
    for ending in [".pack", ".idx"] {
      try packs.adopt(temporary.path(of: pack.name + ending), as: pack.name + ending)
    }
    if durably { try packs.sync() }
  }

  /// Lets git treat a pack like any other, once refs reach its objects.
  ///
  /// - Parameter name: The pack's name.
  /// - Throws: `system`.
  package func release(_ name: String) throws(GitError) {
    try packs.remove(name + ".keep")
  }

  /// Removes what there is of a pack that no ref reaches.
  ///
  /// - Parameter name: The pack's name.
  /// - Throws: `system`.
  package func withdraw(_ name: String) throws(GitError) {
    for ending in [".idx", ".pack"] { try temporary.remove(name + ending) }
    for ending in [".idx", ".pack", ".keep"] { try packs.remove(name + ending) }
  }
}
