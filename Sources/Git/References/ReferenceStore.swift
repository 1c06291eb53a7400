/// Reads a repository's refs beside processes that pack, move and delete them.
///
/// A ref's own file is read before `packed-refs`, and `packed-refs` again for each file that vanishes between its
/// listing and its reading: `git pack-refs` writes the one before it removes the other. Nothing is kept between two
/// questions, so looking one ref up costs the same beside one ref and beside 100,000.
package final class ReferenceStore: ReferenceReading {
  private let shared: LooseReferences
  private let own: LooseReferences
  private let packed: PackedReferences

  /// Looks at a repository's refs; nothing is opened before the first read.
  ///
  /// - Parameters:
  ///   - gitDirectory: The folder of one worktree's refs.
  ///   - commonDirectory: The folder of the refs that all worktrees share.
  package init(gitDirectory: String, commonDirectory: String) {
    own = LooseReferences(directory: gitDirectory)
    shared = LooseReferences(directory: commonDirectory)
    packed = PackedReferences(path: commonDirectory + "/packed-refs")
  }

  package func reference(_ name: String) throws(GitError) -> ObjectID? {
    try ReferenceStore.check(name)
    if let id = try loose(name).reference(name) { return id }
    return try packed.reference(Array(name.utf8))
  }

  /// What packed-refs says of a ref, whatever its loose file says.
  ///
  /// - Parameter name: The full name.
  /// - Returns: Nil where packed-refs does not list it.
  /// - Throws: `damagedReference`, `system`.
  package func packedReference(_ name: String) throws(GitError) -> ObjectID? {
    try packed.reference(Array(name.utf8))
  }

  package func references(
    under prefix: String, after: String?, limit: Int
  ) throws(GitError) -> [ListedReference] {
    guard prefix.hasSuffix("/") else {
      throw .malformed(what: "ref prefix", reason: "it does not end in a slash")
    }
    if prefix != "refs/" { try ReferenceStore.check(String(prefix.dropLast())) }
    guard limit > 0 else { return [] }
    let after = after.map { Array($0.utf8) }
    // A ref that is deleted meanwhile may leave the page short; that is rare, so the page is read again.
    for _ in 0..<3 {
      let page = try page(under: prefix, after: after, limit: limit)
      if page.isComplete { return page.refs }
    }
    return try page(under: prefix, after: after, limit: limit).refs
  }

  private func page(
    under prefix: String, after: [UInt8]?, limit: Int
  ) throws(GitError) -> (refs: [ListedReference], isComplete: Bool) {
    // Files first: what is packed while they are listed is in packed-refs afterwards.
    var files = try loose(prefix).names(under: prefix)[...]
    if let after {
      let first = files.firstIndex { ByteOrder.compare($0.name, after) > 0 }
      files = files[(first ?? files.endIndex)...]
    }
    var records = try packed.references(
      under: Array(prefix.utf8), after: after, limit: limit)[...]
    let mayBeMore = records.count == limit
    var found: [ListedReference] = []
    var isComplete = true
    while found.count < limit {
      guard let file = files.first else {
        guard let record = records.first else { break }
        found.append(ReferenceStore.take(record, from: &records))
        continue
      }
      if let record = records.first {
        let order = ByteOrder.compare(record.name, file.name)
        let packed = order <= 0 ? ReferenceStore.take(record, from: &records) : nil
        if order < 0, let packed {
          found.append(packed)
          continue
        }
      }
      files.removeFirst()
      if let listed = try listed(file) {
        found.append(listed)
      } else if mayBeMore {
        isComplete = false
      }
    }
    return (found, isComplete)
  }

  private func listed(_ file: LooseReferences.Listed) throws(GitError) -> ListedReference? {
    let name = String(decoding: file.name, as: UTF8.self)
    if let reason = file.obstacle {
      return ListedReference(
        name: name, target: .failure(.damagedReference(name: name, reason: reason)))
    }
    do throws(GitError) {
      // A file that has vanished was packed, or deleted.
      var id = try loose(name).reference(name)
      if id == nil { id = try packed.reference(file.name) }
      return id.map { ListedReference(name: name, target: .success($0)) }
    } catch {
      return ListedReference(name: name, target: .failure(error))
    }
  }

  /// Takes the first record, and those that follow it under the same name: git would find any of them.
  private static func take(
    _ record: PackedReferences.Record, from records: inout ArraySlice<PackedReferences.Record>
  ) -> ListedReference {
    let name = String(decoding: record.name, as: UTF8.self)
    records.removeFirst()
    guard records.first?.name == record.name else {
      return ListedReference(name: name, target: .success(record.id))
    }
    records = records.drop { $0.name == record.name }
    return ListedReference(
      name: name,
      target: .failure(
        .damagedReference(name: name, reason: "is in packed-refs more than once")))
  }

  /// Some refs belong to a worktree, as `gitrepository-layout` says.
  private func loose(_ name: String) -> LooseReferences {
    let belongs = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains {
      name.hasPrefix($0)
    }
    return belongs ? own : shared
  }

  private static func check(_ name: String) throws(GitError) {
    guard ReferenceName.isValid(name) || name == "refs" else {
      throw .malformed(what: "ref name \(name)", reason: "git allows no such name")
    }
  }
}
