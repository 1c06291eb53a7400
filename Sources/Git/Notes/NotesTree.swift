/// The tree of a notes ref, as `git notes` writes it: for each object that is noted, a blob under the object's name.
///
/// The name's digits are split over folders of two, as many as whoever wrote the tree thought fit; any mixture is read.
/// What is no note stays where it is. The corresponding C functions in git are those of `notes.c`.
package struct NotesTree {
  /// Up to so many notes lie in one folder.
  private static let flat = 64
  /// No tree that git writes has so many folders; one that was made to be walked for ever has more.
  private static let mostTrees = 1 << 17
  /// So many notes take some hundred megabytes.
  private static let mostNotes = 1 << 22
  /// The largest folder that is read.
  private static let longestTree = 1 << 28

  /// What each object's note is: one blob, or several where programs wrote it to several places.
  private var blobs: [ObjectID: [ObjectID]] = [:]
  /// What is no note, with the folders that it lies in.
  private var others: [Other] = []
  /// The trees that were read, which need not be written again.
  private var known: Set<ObjectID> = []
  /// How many folders were read, and how many entries.
  private var walked = (trees: 0, entries: 0)

  private struct Other {
    let folders: [[UInt8]]
    let entry: TreeEntry
  }

  /// Begins without notes.
  package init() {}

  /// Reads all notes of a tree.
  ///
  /// - Parameters:
  ///   - tree: The tree.
  ///   - objects: Reads the repository.
  /// - Throws: `malformed` for a tree that is too large to be one of notes; `missingObject`, `damagedObject`, `system`.
  package init(_ tree: ObjectID, _ objects: any ObjectReading) throws(GitError) {
    try read(tree, [], [], objects)
  }

  private mutating func read(
    _ tree: ObjectID, _ digits: [UInt8], _ folders: [[UInt8]], _ objects: any ObjectReading
  ) throws(GitError) {
    known.insert(tree)
    let entries = try NotesTree.entries(of: tree, objects)
    walked.trees += 1
    walked.entries += entries.count
    guard walked.trees <= NotesTree.mostTrees, walked.entries <= NotesTree.mostNotes else {
      throw .malformed(what: "notes", reason: "there are more than git could have made")
    }
    for entry in entries {
      switch NotesTree.meaning(of: entry, behind: digits) {
      case .note(let object): blobs[object, default: []].append(entry.id)
      case .folder(let more):
        try read(entry.id, digits + more, folders + [entry.nameBytes], objects)
      case .other: others.append(Other(folders: folders, entry: entry))
      }
    }
  }

  /// What an entry of a folder is.
  enum Meaning {
    case note(ObjectID)
    case folder([UInt8])
    case other
  }

  /// Tells notes from folders of notes and from everything else, as git does.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - digits: The digits of the folders that it is in.
  /// - Returns: What it is.
  static func meaning(of entry: TreeEntry, behind digits: [UInt8]) -> Meaning {
    let name = entry.nameBytes
    if name.count == 2 * ObjectID.byteCount - digits.count, entry.mode != .folder,
      let object = ObjectID(hex: digits + name)
    {
      return entry.mode == .file || entry.mode == .executable ? .note(object) : .other
    }
    let isPart = name.count == 2 && name.allSatisfy(isDigit) && digits.count + 2 < 40
    return isPart && entry.mode == .folder ? .folder(name) : .other
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// Reads one folder.
  static func entries(
    of tree: ObjectID, _ objects: any ObjectReading
  ) throws(GitError) -> [TreeEntry] {
    let object = try objects.object(tree, limit: longestTree)
    guard object.kind == .tree else {
      throw .malformed(what: "notes", reason: "\(tree) is a \(object.kind.name), not a tree")
    }
    return try TreeObject(parsing: object.bytes).entries
  }

  /// How many objects are noted.
  package var count: Int { blobs.count }

  /// The objects that are noted, with their notes.
  package var notes: [ObjectID: [ObjectID]] { blobs }

  /// The blobs of an object's note; setting them replaces all.
  package subscript(_ object: ObjectID) -> [ObjectID] {
    get { blobs[object] ?? [] }
    set { blobs[object] = newValue.isEmpty ? nil : newValue }
  }

  /// Takes over what another tree holds that is no note, and its folders as such that need not be written.
  ///
  /// - Parameter other: The other tree, of a commit that will be a parent of the new one.
  package mutating func takeOthers(of other: NotesTree) {
    known.formUnion(other.known)
    let places = Set(others.map { $0.folders + [$0.entry.nameBytes] })
    others += other.others.filter { !places.contains($0.folders + [$0.entry.nameBytes]) }
  }

  /// Writes the folders that are new.
  ///
  /// Those that were read are reached by the parents of the commit that the tree is for, which keeps them.
  ///
  /// - Parameter pack: Where they go.
  /// - Returns: The tree.
  /// - Throws: `library`, `malformed`, `system`.
  package func write(
    into pack: inout some ObjectSink & ~Copyable
  ) throws(GitError) -> ObjectID {
    let root = Branch()
    for other in others { root.add(other.entry, in: other.folders[...]) }
    let isFlat = blobs.count <= NotesTree.flat
    for (object, blobs) in blobs {
      guard let blob = blobs.first else { continue }
      let name = object.hexBytes
      let folder = Array(name[..<2])
      // A file may lie where the folder would: then its notes lie beside it.
      if isFlat || root.files[folder] != nil {
        root.files[name] = TreeEntry(mode: .file, nameBytes: name, id: blob)
      } else {
        let rest = Array(name[2...])
        root.add(TreeEntry(mode: .file, nameBytes: rest, id: blob), in: [folder])
      }
    }
    return try root.write(into: &pack, besides: known)
  }

  /// A folder that is being put together.
  private final class Branch {
    var files: [[UInt8]: TreeEntry] = [:]
    var folders: [[UInt8]: Branch] = [:]

    func add(_ entry: TreeEntry, in path: ArraySlice<[UInt8]>) {
      guard let first = path.first else {
        files[entry.nameBytes] = entry
        return
      }
      let folder = folders[first] ?? Branch()
      folders[first] = folder
      folder.add(entry, in: path.dropFirst())
    }

    func write(
      into pack: inout some ObjectSink & ~Copyable, besides known: Set<ObjectID>
    ) throws(GitError) -> ObjectID {
      var entries = Array(files.values)
      for (name, folder) in folders {
        entries.append(
          TreeEntry(
            mode: .folder, nameBytes: name, id: try folder.write(into: &pack, besides: known)))
      }
      let bytes = try TreeObject(entries).serialized()
      let id = try ObjectHasher.id(of: .tree, bytes)
      return known.contains(id) ? id : try pack.add(.tree, bytes)
    }
  }
}
