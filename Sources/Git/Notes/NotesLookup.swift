/// Looks notes up one by one: of a tree of many thousand, the folders alone are read that are asked for.
package final class NotesLookup {
  private let tree: ObjectID
  private let objects: any ObjectReading
  /// The folders that were read, by the digits that lead to them: what each name stands for.
  private var folders: [[UInt8]: [[UInt8]: TreeEntry]] = [:]

  /// Names the notes.
  ///
  /// - Parameters:
  ///   - tree: The tree of a notes commit.
  ///   - objects: Reads the repository.
  package init(_ tree: ObjectID, _ objects: any ObjectReading) {
    self.tree = tree
    self.objects = objects
  }

  /// The blobs of an object's note.
  ///
  /// - Parameter object: The object.
  /// - Returns: Usually one; none where it is not noted.
  /// - Throws: `malformed`, `missingObject`, `damagedObject`, `system`.
  package func blobs(of object: ObjectID) throws(GitError) -> [ObjectID] {
    let name = object.hexBytes
    var blobs: [ObjectID] = []
    var next: ObjectID? = tree
    var depth = 0
    while let tree = next {
      let entries = try entries(of: tree, behind: Array(name[..<depth]))
      if let entry = entries[Array(name[depth...])],
        case .note(let noted) = NotesTree.meaning(of: entry, behind: Array(name[..<depth])),
        noted == object
      {
        blobs.append(entry.id)
      }
      next = nil
      guard depth + 2 < name.count else { break }
      let part = Array(name[depth..<depth + 2])
      if let entry = entries[part],
        case .folder = NotesTree.meaning(of: entry, behind: Array(name[..<depth]))
      {
        next = entry.id
      }
      depth += 2
    }
    return blobs
  }

  private func entries(
    of tree: ObjectID, behind digits: [UInt8]
  ) throws(GitError) -> [[UInt8]: TreeEntry] {
    if let known = folders[digits] { return known }
    let entries = try NotesTree.entries(of: tree, objects)
    let folder = Dictionary(entries.map { ($0.nameBytes, $0) }) { first, _ in first }
    folders[digits] = folder
    return folder
  }
}
