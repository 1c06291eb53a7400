/// Reads `packed-refs`, a few blocks at a time where the file says that it is sorted.
///
/// The file is opened anew for every question, since others replace it at any time. Looking one name up in a sorted
/// file reads about log₂(bytes / 4096) blocks; an unsorted file is read as a whole.
struct PackedReferences: Sendable {
  private let path: String

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
    guard var text = try open() else { return nil }
    guard text.isSorted else {
      return try text.allRecords().last { $0.name == name }?.id
    }
    let position = try text.position(ofFirstAtOrAfter: name)
    guard let record = try text.record(at: position)?.record, record.name == name else {
      return nil
    }
    return record.id
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
    guard limit > 0, var text = try open() else { return [] }
    var found: [Record] = []
    let fits: (Record) -> Bool = { record in
      guard record.name.starts(with: prefix) else { return false }
      return after.map { ByteOrder.compare(record.name, $0) > 0 } ?? true
    }
    guard text.isSorted else {
      var last: [[UInt8]: Record] = [:]
      for record in try text.allRecords() where fits(record) { last[record.name] = record }
      return Array(last.values.sorted { ByteOrder.compare($0.name, $1.name) < 0 }.prefix(limit))
    }
    var start = prefix
    if let after, ByteOrder.compare(after, prefix) > 0 { start = after }
    var position = try text.position(ofFirstAtOrAfter: start)
    while found.count < limit, let (record, next) = try text.record(at: position) {
      position = next
      if fits(record) {
        found.append(record)
      } else if !record.name.starts(with: prefix) {
        break
      }
    }
    return found
  }

  private func open() throws(GitError) -> PackedReferencesText? {
    do throws(ReadableFile.Obstacle) {
      let file = try ReadableFile(path)
      if file.count == 0 { return nil }
      do throws(GitError) {
        return try PackedReferencesText(file)
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
