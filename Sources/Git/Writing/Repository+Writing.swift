extension Repository: StoreRepository {
  package func beginTurn(
    _ paths: StorePaths, waitingAtMost timeout: Duration
  ) throws(GitError) -> any WriterTurn {
    let refusal = try WriteRefusal.find(in: configuration, guarding: paths.referenceFolders)
    if let refusal { throw refusal }
    return try RepositoryTurn(in: self, paths, waitingAtMost: timeout)
  }

  package func replicaName(_ paths: StorePaths) throws(GitError) -> String? {
    let common = WritableFolder(location.commonDirectory)
    return try ReplicaFile(in: WritableFolder(common.path(of: paths.folder))).read()
  }

  package func logBase(_ paths: StorePaths) throws(GitError) -> ObjectID? {
    let common = WritableFolder(location.commonDirectory)
    return try AppendLog.base(in: WritableFolder(common.path(of: paths.folder)))
  }

  package func logContents(_ paths: StorePaths) throws(GitError) -> LogContents? {
    let common = WritableFolder(location.commonDirectory)
    return try AppendLog.contents(in: WritableFolder(common.path(of: paths.folder)))
  }

  package func consolidate(_ paths: StorePaths) async throws(GitError) -> Bool {
    let consolidation = PackConsolidation(location, paths)
    guard try consolidation.isDue() else { return false }
    try await consolidation.run()
    objects.invalidate()
    return true
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
