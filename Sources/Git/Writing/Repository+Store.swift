extension Repository: StoreRepository {
  package func beginTurn(
    _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) -> any WriterTurn {
    let refusal = try WriteRefusal.find(in: configuration, guarding: paths.referenceFolders)
    if let refusal { throw refusal }
    return try RepositoryTurn(in: self, paths, waitingAtMost: timeout)
  }

  package func replicaName(_ paths: StorePaths) throws(GitError) -> String? {
    try ReplicaFile(in: folder(of: paths)).read()
  }

  package func logBase(_ paths: StorePaths) throws(GitError) -> ObjectID? {
    try AppendLog.base(in: folder(of: paths))
  }

  package func logContents(_ paths: StorePaths) throws(GitError) -> LogContents? {
    try AppendLog.contents(in: folder(of: paths))
  }

  private func folder(of paths: StorePaths) -> WritableFolder {
    WritableFolder(WritableFolder(location.commonDirectory).path(of: paths.folder))
  }

  package func delete(
    _ references: [(name: String, target: ObjectID)], _ paths: StorePaths
  ) async throws(GitError) {
    try await ReferenceDeletion(location, paths).run(references)
  }

  package var ignoresCase: Bool { (try? configuration.bool("core.ignorecase")) == true }

  package func packedReference(_ name: String) throws(GitError) -> ObjectID? {
    try references.packedReference(name)
  }

  package func objects(withPrefix prefix: String) throws(GitError) -> [ObjectID] {
    try objects.resolve(prefix: prefix)
  }
}
