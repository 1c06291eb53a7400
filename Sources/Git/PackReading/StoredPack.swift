import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One pack of an `objects` folder, opened when something is first looked for in it.
final class StoredPack: Sendable {
  /// Which file a path stood for when it was listed.
  struct Identity: Hashable {
    let device: UInt64
    let file: UInt64
    let bytes: Int
    let seconds: Int64
    let nanoseconds: Int64
  }

  private enum Opened<Value: Sendable>: Sendable {
    case notYet
    case open(Value)
    /// Another process has taken the file away, or it may not be read.
    case gone
    case damaged(String)
  }

  private struct State {
    var index: Opened<PackIndexFile> = .notYet
    var content: Opened<PackContent> = .notYet
  }

  /// The path of the index.
  let indexPath: String
  /// The index's file; a pack that is packed anew under the same name has another.
  let identity: Identity
  private let tools: PackTools
  private let state = Mutex(State())
  // What is open, once more: readers need not wait for each other to see it. What is open stays so, and `state` keeps it
  // alive as long as this value lives.
  private let openIndex = Atomic<Unmanaged<PackIndexFile>?>(nil)
  private let openContent = Atomic<Unmanaged<PackContent>?>(nil)

  /// Names a pack; nothing is opened.
  ///
  /// - Parameters:
  ///   - indexPath: The path of its index.
  ///   - identity: The index's file.
  ///   - tools: What all packs share.
  init(_ indexPath: String, _ identity: Identity, _ tools: PackTools) {
    self.indexPath = indexPath
    self.identity = identity
    self.tools = tools
  }

  /// Whether what was opened so far could be opened; another attempt may find what is gone.
  var isSound: Bool {
    state.withLock { state in
      switch (state.index, state.content) {
      case (.gone, _), (.damaged, _), (_, .gone), (_, .damaged): false
      default: true
      }
    }
  }

  /// Reads one object and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object, or nil where the pack does not hold it, or is gone.
  /// - Throws: `damaged`, `oversized`, `failed`.
  func object(_ id: ObjectID, limit: Int) throws(PackFailure) -> GitObject? {
    guard let index = try index(), let offset = try index.offset(of: id),
      let content = try content(index)
    else { return nil }
    return try content.object(id, at: offset, limit: limit)
  }

  /// The number of what is open, which no other pack has; nil before something was read.
  var serial: Int? { openContent.load(ordering: .acquiring)?.takeUnretainedValue().serial }

  /// Reads one object where it is thought to lie, and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - kind: Its kind.
  ///   - place: Where in this pack it may lie.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: Nil where it is not there.
  func object(_ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int) -> GitObject? {
    guard let content = openContent.load(ordering: .acquiring)?.takeUnretainedValue() else {
      return nil
    }
    return content.object(id, kind, guessedAt: place.offset, limit: limit)
  }

  /// Says whether the index names an object.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: False also where the index is gone.
  /// - Throws: `damaged`, `failed`.
  func contains(_ id: ObjectID) throws(PackFailure) -> Bool {
    try index()?.offset(of: id) != nil
  }

  /// Collects the names that begin with some digits.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: At most so many.
  /// - Returns: The names, in order.
  /// - Throws: `damaged`, `failed`.
  func names(beginningWith prefix: [UInt8], limit: Int) throws(PackFailure) -> [ObjectID] {
    try index()?.names(beginningWith: prefix, limit: limit) ?? []
  }

  /// Gives pages back to the system.
  ///
  /// - Parameters:
  ///   - index: Those of the index.
  ///   - content: Those of the pack.
  func giveBack(index: Bool, content: Bool) {
    state.withLock { state in
      if index, case .open(let file) = state.index { file.giveBack() }
      if content, case .open(let pack) = state.content { pack.giveBack() }
    }
  }

  /// The index, opened if need be; nil where it is gone.
  private func index() throws(PackFailure) -> PackIndexFile? {
    if let index = openIndex.load(ordering: .acquiring)?.takeUnretainedValue() { return index }
    return try state.withLock { (state) throws(PackFailure) in
      if case .notYet = state.index {
        state.index = try StoredPack.open(indexPath, tools.indexPages) {
          (file) throws(PackFailure) in try PackIndexFile(file)
        }
      }
      if case .open(let index) = state.index {
        openIndex.store(.passUnretained(index), ordering: .releasing)
      }
      return try StoredPack.value(state.index)
    }
  }

  /// The pack itself, opened if need be; nil where it is gone.
  private func content(_ index: PackIndexFile) throws(PackFailure) -> PackContent? {
    if let content = openContent.load(ordering: .acquiring)?.takeUnretainedValue() {
      return content
    }
    return try state.withLock { (state) throws(PackFailure) in
      if case .notYet = state.content {
        let path = indexPath.dropLast("idx".count) + "pack"
        state.content = try StoredPack.open(String(path), tools.packPages) {
          (file) throws(PackFailure) in try PackContent(file, index, tools)
        }
      }
      if case .open(let content) = state.content {
        openContent.store(.passUnretained(content), ordering: .releasing)
      }
      return try StoredPack.value(state.content)
    }
  }

  private static func value<Value>(_ opened: Opened<Value>) throws(PackFailure) -> Value? {
    switch opened {
    case .open(let value): return value
    case .damaged(let reason): throw .damaged(reason)
    case .gone, .notYet: return nil
    }
  }

  /// Opens a file; what may pass, such as a lack of memory, is thrown and tried again the next time.
  private static func open<Value>(
    _ path: String, _ pages: ResidentPages, _ make: (MappedFile) throws(PackFailure) -> Value
  ) throws(PackFailure) -> Opened<Value> {
    let file: MappedFile
    do throws(ReadableFile.Obstacle) {
      let readable = try ReadableFile(following: path)
      do throws(GitError) { file = try MappedFile(readable, pages) } catch { throw .failed(error) }
    } catch {
      switch error {
      // Whether a file that may not be read matters is known when the object is found nowhere else.
      case .missing, .failed(.system(_, _, EACCES)): return .gone
      case .unfit(let reason): return .damaged("its file \(reason)")
      case .failed(let error): throw .failed(error)
      }
    }
    do throws(PackFailure) {
      return .open(try make(file))
    } catch {
      guard case .damaged(let reason) = error else { throw error }
      return .damaged(reason)
    }
  }
}
