/// Reads refs that have a file of their own, below one git folder.
///
/// Every folder on the way is opened without following symbolic links: a link in a ref's place could name any
/// file of this machine, or another repository's refs.
struct LooseReferences: Sendable {
  /// What git and this program write: 40 digits and a line break.
  private static let byteCount = 41

  private let directory: String

  /// Looks at a git folder.
  ///
  /// - Parameter directory: The folder that holds `refs`.
  init(directory: String) {
    self.directory = directory
  }

  /// Reads one direct ref.
  ///
  /// - Parameter name: A valid full name.
  /// - Returns: Where it points, or nil where it has no file.
  /// - Throws: `damagedReference`, `system`.
  func reference(_ name: String) throws(GitError) -> ObjectID? {
    let components = name.split(separator: "/").map(String.init)
    do throws(ReadableFile.Obstacle) {
      return try read(components[...], in: try Folder(directory))
    } catch {
      return try LooseReferences.absence(of: name, error)
    }
  }

  /// Reads direct refs that lie in one folder, which is opened once.
  ///
  /// - Parameters:
  ///   - names: Their valid full names.
  ///   - folder: The folder, without a slash behind it.
  /// - Returns: Where they point, or nil for each that has no file, in the same order.
  /// - Throws: `damagedReference`, `system`.
  func references(
    _ names: [String], directlyIn folder: String
  ) throws(GitError) -> [ObjectID?] {
    var found: [ObjectID?] = []
    do throws(ReadableFile.Obstacle) {
      let components = folder.split(separator: "/").map(String.init)
      try LooseReferences.descend(components[...], in: try Folder(directory)) {
        (inner) throws(ReadableFile.Obstacle) in
        for name in names {
          do throws(ReadableFile.Obstacle) {
            found.append(try read([String(name.dropFirst(folder.count + 1))], in: inner))
          } catch {
            do throws(GitError) {
              found.append(try LooseReferences.absence(of: name, error))
            } catch {
              throw .failed(error)
            }
          }
        }
      }
    } catch {
      _ = try LooseReferences.absence(of: folder, error)
      return names.map { _ in nil }
    }
    return found
  }

  /// Lists the names of files below a prefix, at any depth, reading none.
  ///
  /// - Parameter prefix: A folder of refs with its slash.
  /// - Returns: Full names with what stands in their way, if anything, in byte order.
  /// - Throws: `damagedReference` where a part of the prefix is a symbolic link; `system`.
  func names(under prefix: String) throws(GitError) -> [Listed] {
    var found: [Listed] = []
    let components = prefix.split(separator: "/").map(String.init)
    do throws(ReadableFile.Obstacle) {
      let root = try Folder(directory)
      try LooseReferences.descend(components[...], in: root) {
        (folder) throws(ReadableFile.Obstacle) in
        try LooseReferences.walk(folder, Array(prefix.utf8), into: &found)
      }
    } catch {
      _ = try LooseReferences.absence(of: prefix, error)
    }
    found.sort { ByteOrder.compare($0.name, $1.name) < 0 }
    return found
  }

  /// A name that a listing came upon.
  struct Listed {
    let name: [UInt8]
    /// Why it will not be read, or nil.
    let obstacle: String?
  }

  private func read(
    _ components: ArraySlice<String>, in folder: borrowing Folder
  ) throws(ReadableFile.Obstacle) -> ObjectID? {
    guard let name = components.first else { return nil }
    if components.count > 1 {
      return try read(components.dropFirst(), in: try folder.folder(name))
    }
    let file = try folder.file(name)
    let bytes: [UInt8]
    do throws(GitError) {
      bytes = try file.bytes(at: 0, count: LooseReferences.byteCount + 1)
    } catch {
      throw .failed(error)
    }
    return try LooseReferences.parse(bytes)
  }

  private static func parse(_ bytes: [UInt8]) throws(ReadableFile.Obstacle) -> ObjectID {
    if bytes.isEmpty { throw .unfit("is empty") }
    if bytes.starts(with: "ref:".utf8) { throw .unfit("is a symbolic ref") }
    guard bytes.count == byteCount, bytes[byteCount - 1] == 10,
      let id = ObjectID(hex: bytes[..<(byteCount - 1)])
    else { throw .unfit("does not hold 40 hexadecimal digits and a line break") }
    if id == .zero { throw .unfit("holds the zero name") }
    return id
  }

  private static func descend(
    _ components: ArraySlice<String>, in folder: borrowing Folder,
    _ body: (borrowing Folder) throws(ReadableFile.Obstacle) -> Void
  ) throws(ReadableFile.Obstacle) {
    guard let name = components.first else { return try body(folder) }
    try descend(components.dropFirst(), in: try folder.folder(name), body)
  }

  private static func walk(
    _ folder: borrowing Folder, _ prefix: [UInt8], into found: inout [Listed]
  ) throws(ReadableFile.Obstacle) {
    let entries: [Folder.Entry]
    do throws(GitError) { entries = try folder.entries() } catch { throw .failed(error) }
    for entry in entries {
      // Git passes over hidden files and locks, too.
      if entry.name.first == UInt8(ascii: ".") { continue }
      if entry.kind != .folder, ReferenceName.isLockFile(entry.name[...]) { continue }
      let name = prefix + entry.name
      guard ReferenceName.isValidComponent(entry.name[...]),
        let text = String(validating: entry.name, as: UTF8.self)
      else {
        found.append(Listed(name: name, obstacle: "has a name that no ref may have"))
        continue
      }
      switch entry.kind {
      case .file: found.append(Listed(name: name, obstacle: nil))
      case .symbolicLink: found.append(Listed(name: name, obstacle: "is a symbolic link"))
      case .other: found.append(Listed(name: name, obstacle: "is not a regular file"))
      case .folder:
        do throws(ReadableFile.Obstacle) {
          try walk(try folder.folder(text), name + [UInt8(ascii: "/")], into: &found)
        } catch {
          // A folder that became empty is removed by git at any time.
          switch error {
          case .missing: continue
          case .unfit(let reason): found.append(Listed(name: name, obstacle: reason))
          case .failed: throw error
          }
        }
      }
    }
  }

  private static func absence(
    of name: String, _ obstacle: ReadableFile.Obstacle
  ) throws(GitError) -> ObjectID? {
    switch obstacle {
    case .missing: return nil
    case .unfit(let reason): throw .damagedReference(name: name, reason: reason)
    case .failed(let error): throw error
    }
  }
}
