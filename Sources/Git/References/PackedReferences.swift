import Synchronization

/// Reads `packed-refs`, a few blocks at a time where the file says that it is sorted.
///
/// Others replace the file at any time, so every question looks first whether it is still the one that is open. Looking
/// one name up in a sorted file reads about log₂(bytes / 4096) blocks, which are kept for the next question; an unsorted
/// file is read as a whole.
final class PackedReferences: Sendable {
  private let path: String
  private let opened = Mutex<PackedReferencesText?>(nil)

  /// Looks at a file, which need not exist.
  ///
  /// - Parameter path: The file.
  init(path: String) {
    self.path = path
  }

  /// One ref of the file.
  struct Record: Equatable {
    let name: [UInt8]
    let id: ObjectID
  }

  /// Looks one ref up.
  ///
  /// - Parameter name: The full name.
  /// - Returns: Where it points, or nil where the file does not name it.
  /// - Throws: `damagedReference` where the file cannot be read; `system`.
  func reference(_ name: [UInt8]) throws(GitError) -> ObjectID? {
    try opened.withLock { (opened) throws(GitError) in
      try renew(&opened)
      return try opened?.reference(name)
    }
  }

  /// Lists refs below a prefix in byte order.
  ///
  /// - Parameters:
  ///   - prefix: A folder of refs with its slash.
  ///   - after: Only names greater than this one, or all where nil.
  ///   - limit: At most so many.
  /// - Returns: The refs.
  /// - Throws: `damagedReference` where the file cannot be read; `system`.
  func references(
    under prefix: [UInt8], after: [UInt8]?, limit: Int
  ) throws(GitError) -> [Record] {
    guard limit > 0 else { return [] }
    return try opened.withLock { (opened) throws(GitError) in
      try renew(&opened)
      return try opened?.references(under: prefix, after: after, limit: limit) ?? []
    }
  }

  /// Opens the file anew where it is not the one that is open.
  private func renew(_ opened: inout PackedReferencesText?) throws(GitError) {
    if let known = opened?.currentIdentity(), known == FileIdentity.at(path) { return }
    opened = nil
    opened = try open()
  }

  private func open() throws(GitError) -> PackedReferencesText? {
    do throws(ReadableFile.Obstacle) {
      let file = try ReadableFile(path)
      if file.count == 0 { return nil }
      do throws(GitError) {
        let identity = try FileIdentity(file)
        return try PackedReferencesText(file, identity)
      } catch {
        throw .failed(error)
      }
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason): throw .damagedReference(name: "packed-refs", reason: reason)
      case .failed(let error): throw error
      }
    }
  }
}
