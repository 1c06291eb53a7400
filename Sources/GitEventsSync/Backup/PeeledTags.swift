import Git
import GitEvents

/// What annotated tags lead to, which `packed-refs` says beside them.
struct PeeledTags {
  /// A tag of a tag of a tag is rare; a chain without end cannot be.
  private static let longestChain = 16

  private let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// Reads what tags lead to.
  ///
  /// - Parameter references: Any refs.
  /// - Returns: The objects by the tags; what is no annotated tag is left out.
  /// - Throws: `damaged`, `io`.
  func of(_ references: [NamedReference]) throws(EventStoreError) -> [ObjectID: ObjectID] {
    var peeled: [ObjectID: ObjectID] = [:]
    for reference in references where reference.name.hasPrefix(StoreLayout.tagPrefix) {
      do throws(GitError) {
        peeled[reference.target] = try peel(reference.target)
      } catch {
        // Of the project's tags some may be of large files: what is no tag is not peeled.
        guard case .oversizedObject = error else { throw EventStoreError(error) }
      }
    }
    return peeled
  }

  private func peel(_ tag: ObjectID) throws(GitError) -> ObjectID? {
    var id = tag
    for step in 0..<PeeledTags.longestChain {
      let object = try repository.object(id, limit: EventReader.commitLimit)
      guard object.kind == .tag else { return step == 0 ? nil : id }
      id = try TagObject(parsing: object.bytes).object
    }
    throw .malformed(what: "tag", reason: "\(tag) is a tag of tags without end")
  }
}
