/// One pack of a repository, as the folder of packs shows it.
struct PackFile: Sendable, Equatable {
  /// The name of its files without their endings.
  let name: String
  /// The size of the pack itself.
  let bytes: Int
  /// Whether somebody keeps it, or git needs it as it is: it stays whatever happens.
  let isKept: Bool

  /// Below this size a pack counts as small; imports make larger ones.
  static let small = 1 << 20

  /// Whether it is as small as those that appends leave.
  var isSmall: Bool { bytes < PackFile.small }

  /// The files of a pack in the order in which git removes them: without its index it is invisible.
  private static let endings = [".idx", ".rev", ".bitmap", ".pack"]

  /// What marks a pack that stays: kept, promised by a remote, or of objects that git lets expire.
  private static let marks = [".keep", ".promisor", ".mtimes"]

  /// Lists the packs that git can read.
  ///
  /// - Parameter folder: The folder of packs.
  /// - Returns: The packs in order of their names.
  /// - Throws: `system`.
  static func list(in folder: WritableFolder) throws(GitError) -> [PackFile] {
    let names = try folder.entries()
    let known = Set(names)
    var packs: [PackFile] = []
    for file in names where file.hasSuffix(".pack") {
      let name = String(file.dropLast(".pack".count))
      guard known.contains(name + ".idx"), let bytes = try folder.size(of: file) else { continue }
      let isKept = marks.contains { known.contains(name + $0) }
      packs.append(PackFile(name: name, bytes: bytes, isKept: isKept))
    }
    return packs
  }

  /// Removes the pack, unless somebody has begun to keep it.
  ///
  /// - Parameter folder: The folder of packs.
  /// - Returns: Whether it was removed.
  /// - Throws: `system`.
  @discardableResult
  func remove(from folder: WritableFolder) throws(GitError) -> Bool {
    for mark in PackFile.marks where try folder.size(of: name + mark) != nil { return false }
    for ending in PackFile.endings { try folder.remove(name + ending) }
    return true
  }
}
