#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RepositoryTurn {
  /// The files that make a pack, in the order in which they appear: git reads no pack before its index is there.
  private static let endings = [".promisor", ".rev", ".pack", ".idx"]

  func adoptPacks(from folder: String, durably: Bool) throws(GitError) {
    let source = WritableFolder(folder + "/pack")
    let packs = WritableFolder(repository.location.objectsDirectory + "/pack")
    let names = try source.entries().filter { $0.hasSuffix(".idx") }.map { String($0.dropLast(4)) }
      .filter { Pack.isName($0) }
    var new: [String] = []
    for name in names where try packs.size(of: name + ".idx") == nil { new.append(name) }
    if new.isEmpty { return }
    // Named until the turn ends: whoever comes after a crash removes the marks.
    remains.packs += new
    try begin(packs: [], locks: [])
    try packs.create(durably: durably)
    for name in new {
      try OpenFile(packs.path(of: name + ".keep"), O_WRONLY | O_CREAT)
        .write(PackPublisher.keepReason)
      for ending in RepositoryTurn.endings where try source.size(of: name + ending) != nil {
        if durably { try OpenFile(source.path(of: name + ending), O_RDONLY).sync() }
        try packs.adopt(source.path(of: name + ending), as: name + ending)
      }
    }
    if durably { try packs.sync() }
    adopted += new
    repository.objects.invalidate()
  }

  /// Lets git treat packs that were brought like any others: refs reach what is wanted of them by now.
  func releaseAdopted() {
    let packs = WritableFolder(repository.location.objectsDirectory + "/pack")
    for name in adopted {
      do {
        try packs.remove(name + ".keep")
        remains.packs.removeAll { $0 == name }
      } catch {
        mustStayDirty = true
      }
    }
    adopted = []
  }
}
