#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the bytes of damaged refs are kept before they are replaced: nothing is thrown away unseen.
struct Quarantine {
  private let folder: WritableFolder

  init(in folder: WritableFolder) {
    self.folder = WritableFolder(folder.path(of: "quarantine"))
  }

  /// Keeps a copy of a ref's file where that does not hold an object name.
  ///
  /// - Parameters:
  ///   - path: The ref's file.
  ///   - name: The ref's full name.
  /// - Throws: `system`.
  func keepDamaged(_ path: String, as name: String) throws(GitError) {
    let bytes: [UInt8]
    do {
      bytes = try OpenFile(path, O_RDONLY).read(limit: 4096)
    } catch {
      if case .system(_, _, ENOENT) = error { return }
      throw error
    }
    if bytes.count == 41, ObjectID(hex: bytes.dropLast()) != nil { return }
    let copy = try OpenFile(
      folder.path(of: freeName(name)), O_WRONLY | O_CREAT | O_EXCL)
    try copy.write(bytes)
    try copy.sync()
    try folder.sync()
  }

  /// Takes a file in.
  ///
  /// - Parameters:
  ///   - name: The file's name.
  ///   - source: The folder that it leaves.
  /// - Throws: `system`.
  func adopt(_ name: String, from source: WritableFolder) throws(GitError) {
    try folder.adopt(source.path(of: name), as: freeName(name))
    try folder.sync()
    try source.sync()
  }

  /// A name in the folder, which is made where it is missing, that no file has yet.
  private func freeName(_ name: String) throws(GitError) -> String {
    try folder.create(durably: true)
    let flat = String(name.map { $0 == "/" ? "!" : $0 })
    let taken = Set(try folder.entries())
    var number = 1
    while taken.contains("\(flat).\(number)") { number += 1 }
    return "\(flat).\(number)"
  }
}
