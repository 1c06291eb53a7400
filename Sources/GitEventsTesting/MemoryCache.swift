import Git

/// What a repository in memory keeps for a while, the last used first.
struct MemoryCache: Sendable {
  private var files: [(name: CacheName, bytes: [UInt8])] = []

  var names: [CacheName] {
    files.map(\.name).sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  mutating func read(_ name: CacheName, limit: Int) -> [UInt8]? {
    guard let index = files.firstIndex(where: { $0.name == name }),
      files[index].bytes.count <= limit
    else { return nil }
    let file = files.remove(at: index)
    files.insert(file, at: 0)
    return file.bytes
  }

  mutating func keep(_ bytes: [UInt8], as name: CacheName) {
    remove(name)
    files.insert((name, bytes), at: 0)
  }

  @discardableResult
  mutating func remove(_ name: CacheName) -> Bool {
    let count = files.count
    files.removeAll { $0.name == name }
    return files.count < count
  }

  mutating func prune(keepingNewest count: Int, totalBytes: Int) {
    var bytes = 0
    var index = 0
    files.removeAll { file in
      bytes += file.bytes.count
      index += 1
      return index > count || bytes > totalBytes
    }
  }
}
