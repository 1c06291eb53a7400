#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The write-ahead log: one write and one `fdatasync` acknowledge a group of appends that are published later.
///
/// The file is filled with zeros ahead of the records and written over from its start in each generation: a sync then has
/// no change of the file's size to wait for.
package struct AppendLog: ~Copyable {
  /// The file's name beside the refs.
  static let name = "wal"
  /// The file grows by so many bytes at a time.
  private static let step = 1 << 20
  /// A log that outgrew this much is cut when it begins anew.
  private static let keptSize = 16 << 20
  /// No log comes near this size: a writer publishes long before.
  static let limit = 1 << 30

  private let file: OpenFile
  private var generation: UInt64
  private var sequence: UInt64 = 0
  private var size: Int

  /// Where the next record goes: how many bytes the log holds.
  package private(set) var end = 0

  /// Opens a log in which nothing is left to be published.
  ///
  /// - Parameter folder: The store's own folder in the repository.
  /// - Throws: `system`, `library`.
  init(in folder: WritableFolder) throws(GitError) {
    let opened = try OpenFile(folder.path(of: AppendLog.name), O_RDWR | O_CREAT)
    let last = try AppendLog.generation(in: opened)
    let length = try opened.length()
    // The folder's entry must be there after a power loss: records are synced, their file's name is not.
    try folder.sync()
    file = opened
    generation = last + 1
    size = length
  }

  /// The newest generation: that of the first record, unless a power loss has torn it.
  private static func generation(in file: borrowing OpenFile) throws(GitError) -> UInt64 {
    let start = try file.read(limit: LogFrame.headerSize)
    if let header = LogFrame.header(start[...]) { return header.generation }
    return try LogContents(file.read(limit: limit)).generation
  }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - durably: Whether it survives a power loss when this returns; it survives a kill in any case.
  /// - Throws: `system`: after a failed `fsync` nothing is known of the record, otherwise it is not in the log.
  mutating func append(_ record: LogRecord, durably: Bool) throws(GitError) {
    let bytes = LogFrame.bytes(record.body, generation: generation, sequence: sequence)
    if end + bytes.count > size {
      let grown = (end + bytes.count + AppendLog.step - 1) / AppendLog.step * AppendLog.step
      try file.write([UInt8](repeating: 0, count: grown - size), at: size)
      size = grown
    }
    try file.write(bytes, at: end)
    if durably { try file.syncData() }
    end += bytes.count
    sequence += 1
  }

  /// Begins a new generation: everything so far is published.
  mutating func restart() {
    generation += 1
    sequence = 0
    end = 0
    if size > AppendLog.keptSize, (try? file.truncate(to: AppendLog.keptSize)) != nil {
      size = AppendLog.keptSize
    }
  }

  /// Leaves a log behind that holds nothing.
  ///
  /// Not synced: what a power loss brings back is known by its base to be published.
  ///
  /// - Throws: `system`.
  func clear() throws(GitError) {
    try file.write(LogFrame.emptyMark(generation))
  }

  /// Reads what a writer left.
  ///
  /// - Parameter folder: The store's own folder.
  /// - Returns: Nil where there is no log.
  /// - Throws: `system`, `library`.
  package static func contents(in folder: WritableFolder) throws(GitError) -> LogContents? {
    do {
      let file = try OpenFile(folder.path(of: AppendLog.name), O_RDONLY)
      return try LogContents(file.read(limit: limit))
    } catch {
      if case .system("open", _, ENOENT) = error { return nil }
      throw error
    }
  }

  /// Where the ref of the commit point stood when the log began, if the log's first record looks whole.
  ///
  /// - Parameter folder: The store's own folder.
  /// - Returns: Nil where there is no log, or nothing in it.
  /// - Throws: `system`.
  package static func base(in folder: WritableFolder) throws(GitError) -> ObjectID? {
    let start: [UInt8]
    do {
      start = try OpenFile(folder.path(of: AppendLog.name), O_RDONLY)
        .read(limit: LogFrame.headerSize + 20)
    } catch {
      if case .system("open", _, ENOENT) = error { return nil }
      throw error
    }
    guard LogFrame.header(start[...])?.sequence == 0 else { return nil }
    return ObjectID(bytes: Array(start.dropFirst(LogFrame.headerSize)))
  }
}
