import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The packs of some `objects` folders as they were listed at one moment.
final class PackSet: Sendable {
  /// The paths of the packs' indexes.
  let names: Set<String>
  /// The youngest first: what was written last is what is read first.
  private let packs: [StoredPack]
  private let tools: PackTools
  /// Which pack held the last object; its neighbours are likely to be there too.
  private let latest = Atomic<Int>(0)

  /// Lists the packs of some folders; none is opened.
  ///
  /// - Parameters:
  ///   - directories: The folders.
  ///   - earlier: A set whose open packs are taken over, where they are still the same files.
  ///   - tools: What all packs share.
  init(_ directories: [String], reusing earlier: PackSet?, _ tools: PackTools) {
    let listed = PackSet.list(directories)
    names = Set(listed.map(\.path))
    self.tools = tools
    var known: [String: StoredPack] = [:]
    for pack in earlier?.packs ?? [] where pack.isSound { known[pack.indexPath] = pack }
    packs =
      listed
      .sorted {
        ($0.identity.seconds, $0.identity.nanoseconds) > (
          $1.identity.seconds, $1.identity.nanoseconds
        )
      }
      .map { listed in
        if let pack = known[listed.path], pack.identity == listed.identity { return pack }
        return StoredPack(listed.path, listed.identity, tools)
      }
  }

  /// Lists the paths of packs' indexes as they are now.
  ///
  /// - Parameter directories: The folders of objects.
  /// - Returns: The paths; what cannot be listed has none.
  static func names(in directories: [String]) -> Set<String> {
    Set(list(directories).map(\.path))
  }

  private static func list(
    _ directories: [String]
  ) -> [(path: String, identity: StoredPack.Identity)] {
    var found: [(path: String, identity: StoredPack.Identity)] = []
    for directory in directories {
      guard let folder = try? Folder(directory + "/pack"), let entries = try? folder.entries()
      else { continue }
      for entry in entries where entry.name.suffix(4).elementsEqual(".idx".utf8) {
        let name = String(decoding: entry.name, as: UTF8.self)
        // A file that has just been taken away is still listed: then the packs have changed, and are listed again.
        let identity = folder.identity(of: name)
        found.append((directory + "/pack/" + name, identity))
      }
    }
    return found
  }

  /// Reads one object: a sound copy wins over a damaged one.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: The object, or nil where no pack holds it.
  /// - Throws: `oversizedObject`; `damagedObject` where all copies are damaged; `library`, `system`.
  func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject? {
    var failure: GitError?
    let first = latest.load(ordering: .relaxed)
    for place in -1..<packs.count {
      let index = place < 0 ? first : place
      // The likeliest pack was asked before the others.
      guard packs.indices.contains(index), place < 0 || place != first else { continue }
      do throws(PackFailure) {
        guard let object = try packs[index].object(id, limit: limit) else { continue }
        if index != first { latest.store(index, ordering: .relaxed) }
        limitMemory()
        return object
      } catch {
        switch error {
        case .oversized(let bytes): throw .oversizedObject(id, bytes: bytes, limit: limit)
        case .failed(let error): failure = error
        case .damaged(let reason):
          let name = packs[index].indexPath.split(separator: "/").last ?? ""
          failure = .damagedObject(id, reason: "\(name.dropLast(4)): \(reason)")
        }
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// Reads one object where it is thought to lie.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - kind: Its kind.
  ///   - place: Where it may lie.
  ///   - limit: The largest content, in bytes, that the caller will take.
  /// - Returns: Nil where it is not there.
  func object(_ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int) -> GitObject? {
    let first = latest.load(ordering: .relaxed)
    for turn in -1..<packs.count {
      let index = turn < 0 ? first : turn
      guard packs.indices.contains(index), packs[index].serial == place.pack else { continue }
      guard let object = packs[index].object(id, kind, at: place, limit: limit) else { break }
      limitMemory()
      return object
    }
    return nil
  }

  /// Says whether some pack's index names an object.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where one does; an index that cannot be read names nothing.
  func contains(_ id: ObjectID) -> Bool {
    packs.contains { (try? $0.contains(id)) ?? false }
  }

  /// Collects the objects whose names begin with some digits.
  ///
  /// - Parameters:
  ///   - prefix: 4 to 40 lower-case hexadecimal digits.
  ///   - limit: From each pack at most so many.
  /// - Returns: The names; an index that cannot be read has none.
  func names(beginningWith prefix: [UInt8], limit: Int) -> Set<ObjectID> {
    var names: Set<ObjectID> = []
    for pack in packs {
      names.formUnion((try? pack.names(beginningWith: prefix, limit: limit)) ?? [])
    }
    return names
  }

  /// Gives pages back when so many were read that they would count.
  private func limitMemory() {
    let index = tools.indexPages.areTooMany
    let content = tools.packPages.areTooMany
    guard index || content else { return }
    for pack in packs { pack.giveBack(index: index, content: content) }
  }
}

extension Folder {
  /// Which file an entry is at present, symbolic links followed; all zero where there is none.
  fileprivate borrowing func identity(of name: String) -> StoredPack.Identity {
    var status = stat()
    guard fstatat(descriptor, name, &status, 0) == 0 else {
      return .init(device: 0, file: 0, bytes: 0, seconds: 0, nanoseconds: 0)
    }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return .init(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      file: UInt64(truncatingIfNeeded: status.st_ino), bytes: Int(status.st_size),
      seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}
