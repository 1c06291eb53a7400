#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of the disposable files: every step into it is taken without following a symbolic link.
struct CacheFolder {
  /// The folder's name in the store's own.
  static let name = "checkpoints"

  /// A writer's file that is as old was left by one that is gone.
  private static let staleSeconds: Int64 = 3600

  private let commonDirectory: String
  private let parents: [String]

  init(_ location: RepositoryLocation, _ paths: StorePaths) {
    commonDirectory = location.commonDirectory
    parents = paths.folder.split(separator: "/").map(String.init)
  }

  /// Opens the folder.
  ///
  /// - Parameter isMade: Whether it is made where it is missing.
  /// - Returns: The open folder.
  /// - Throws: Why it was not opened.
  private func open(makingIt isMade: Bool) throws(ReadableFile.Obstacle) -> Folder {
    var folder = try Folder(commonDirectory)
    for name in parents + [CacheFolder.name] {
      do throws(ReadableFile.Obstacle) {
        folder = try folder.folder(name)
      } catch {
        // A folder that another user made would be in its owner's way.
        guard isMade, error == .missing, folder.isOwnedByThisUser else { throw error }
        do throws(GitError) { try folder.makeFolder(name) } catch { throw .failed(error) }
        folder = try folder.folder(name)
      }
    }
    return folder
  }

  /// Reads a file.
  func read(_ name: CacheName, limit: Int) throws(GitError) -> [UInt8]? {
    do throws(ReadableFile.Obstacle) {
      let folder = try open(makingIt: false)
      let file = try folder.file(name.text)
      guard file.count <= limit else { return nil }
      let bytes: [UInt8]
      do throws(GitError) {
        bytes = try file.bytes(at: 0, count: file.count)
      } catch {
        throw .failed(error)
      }
      // What is used is kept longest; where the time cannot be set, it is not ours to keep.
      folder.touch(name.text)
      return bytes
    } catch {
      switch error {
      case .missing, .unfit, .failed(.system(_, _, EACCES)), .failed(.system(_, _, EPERM)):
        return nil
      case .failed(let error): throw error
      }
    }
  }

  /// Writes a file beside the one that it replaces.
  func write(_ bytes: [UInt8], as name: CacheName) -> Bool {
    do {
      let folder = try open(makingIt: true)
      // No cache has a name with a dot.
      let number = String(UInt64.random(in: .min ... .max), radix: 16)
      let temporary = ".new-\(getpid())-\(number)"
      do {
        try folder.create(temporary).write(bytes)
        removeStale(in: folder, besides: temporary)
        try folder.rename(temporary, to: name.text)
        return true
      } catch {
        folder.remove(temporary)
        return false
      }
    } catch {
      return false
    }
  }

  /// Removes what writers left that were killed; the time is that of the file that was just written.
  private func removeStale(in folder: borrowing Folder, besides own: String) {
    guard let now = folder.status(of: own)?.seconds, let entries = try? folder.entries() else {
      return
    }
    for entry in entries where entry.kind == .file && entry.name.starts(with: ".new-".utf8) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard let time = folder.status(of: name)?.seconds else { continue }
      if time < now - CacheFolder.staleSeconds { folder.remove(name) }
    }
  }

  /// Removes a file.
  func remove(_ name: CacheName) -> Bool {
    do {
      return try open(makingIt: false).remove(name.text)
    } catch {
      return false
    }
  }

  /// Lists the files.
  func names() -> [CacheName] {
    do {
      return try CacheFolder.names(in: try open(makingIt: false))
    } catch {
      return []
    }
  }

  private static func names(in folder: borrowing Folder) throws(GitError) -> [CacheName] {
    try folder.entries().filter { $0.kind == .file }
      .compactMap { String(validating: $0.name, as: UTF8.self).flatMap(CacheName.init) }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  /// Removes all but the files that were used last.
  func prune(keepingNewest count: Int, totalBytes: Int) {
    do {
      let folder = try open(makingIt: false)
      var files: [(name: CacheName, status: Folder.Status)] = []
      for name in try CacheFolder.names(in: folder) {
        if let status = folder.status(of: name.text) { files.append((name, status)) }
      }
      files.sort {
        ($0.status.seconds, $0.status.nanoseconds) > ($1.status.seconds, $1.status.nanoseconds)
      }
      var bytes = 0
      for (index, file) in files.enumerated() {
        bytes += file.status.bytes
        if index >= count || bytes > totalBytes { folder.remove(file.name.text) }
      }
    } catch {
      // What cannot be listed now is pruned another time.
    }
  }
}

extension Repository: DisposableCache {
  package func cached(
    _ name: CacheName, _ paths: StorePaths, limit: Int
  ) throws(GitError) -> [UInt8]? {
    try CacheFolder(location, paths).read(name, limit: limit)
  }

  package func cache(_ bytes: [UInt8], as name: CacheName, _ paths: StorePaths) -> Bool {
    CacheFolder(location, paths).write(bytes, as: name)
  }

  package func uncache(_ name: CacheName, _ paths: StorePaths) -> Bool {
    CacheFolder(location, paths).remove(name)
  }

  package func cachedNames(_ paths: StorePaths) -> [CacheName] {
    CacheFolder(location, paths).names()
  }

  package func pruneCache(keepingNewest count: Int, totalBytes: Int, _ paths: StorePaths) {
    CacheFolder(location, paths).prune(keepingNewest: count, totalBytes: totalBytes)
  }
}
