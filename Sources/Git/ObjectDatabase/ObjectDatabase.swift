import Synchronization

/// Reads a repository's objects, in packs and loose, beside processes that repack them.
///
/// Packs are looked at first, then loose objects, those of alternates included. Where that finds nothing, or fails,
/// everything is opened once more before the answer counts: `git gc` replaces packs, and other writers add some, at any time.
/// That can happen between the listing of the packs and their opening as well, so nothing counts as missing before the
/// packs were the same before and after the look.
package final class ObjectDatabase: ObjectReading {
  /// What is open at present.
  private struct State: ~Copyable {
    var open: OpenObjects?
  }

  private let objectsDirectory: String
  private let alternates: [String]
  private let state = Mutex(State())

  /// Looks at an `objects` folder; nothing is opened before the first read.
  ///
  /// - Parameters:
  ///   - objectsDirectory: The repository's folder.
  ///   - alternates: Further folders beside those that `info/alternates` lists, such as a receiving
  ///     repository's behind its quarantine.
  package init(objectsDirectory: String, alternates: [String] = []) {
    self.objectsDirectory = objectsDirectory
    self.alternates = alternates
  }

  package func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject {
    let found = try lookUp { (open) throws(GitError) in try open.object(id, limit: limit) }
    guard let found else { throw .missingObject(id) }
    return found
  }

  /// Says whether an object is there; its bytes are not read.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where a pack's index or a loose file has the name.
  /// - Throws: `library`, `system`, `damagedObject` where something else than a file has the name.
  package func contains(_ id: ObjectID) throws(GitError) -> Bool {
    let found = try lookUp { (open) throws(GitError) in try open.contains(id) ? true : nil }
    return found ?? false
  }

  /// Finds the objects that an abbreviated name may mean.
  ///
  /// - Parameters:
  ///   - hex: At least 4 hexadecimal digits; capitals count as small letters.
  ///   - limit: At most about so many are collected.
  /// - Returns: None, one, or (where the abbreviation is ambiguous) several, in order of their names.
  /// - Throws: `malformed` for fewer digits or other characters; `library`, `system`.
  package func resolve(prefix hex: String, limit: Int = 16) throws(GitError) -> [ObjectID] {
    let digits = Array(hex.lowercased().utf8)
    let padding = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 40 - digits.count))
    guard digits.count >= 4, ObjectID(hex: digits + padding) != nil else {
      throw .malformed(what: "object name", reason: "it takes 4 to 40 hexadecimal digits")
    }
    let found = try lookUp { (open) throws(GitError) in
      let names = try open.names(beginningWith: digits, limit: limit)
      return names.isEmpty ? nil : names
    }
    return found ?? []
  }

  /// Closes what is open; the next read opens it again.
  package func invalidate() {
    state.withLock { $0.open = nil }
  }

  /// So often packs may be replaced under one look before it is given up.
  private static let patience = 20

  /// The names of all packs' indexes.
  private func packs() -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    for directory in ObjectDirectories.list(from: objectsDirectory, alternates: alternates) {
      guard let folder = try? Folder(directory + "/pack"), let entries = try? folder.entries()
      else {
        continue
      }
      for entry in entries where entry.name.suffix(4).elementsEqual(".idx".utf8) {
        names.insert(entry.name)
      }
    }
    return names
  }

  /// Looks something up, and again after opening everything anew where that found nothing or failed.
  private func lookUp<Found: Sendable>(
    _ body: @Sendable (borrowing OpenObjects) throws(GitError) -> Found?
  ) throws(GitError) -> Found? {
    try state.withLock { (state) throws(GitError) -> Found? in
      do throws(GitError) {
        if state.open != nil, let found = try state.open.peek(body) { return found }
      } catch {
        if case .oversizedObject = error { throw error }
      }
      for _ in 1..<ObjectDatabase.patience {
        let before = packs()
        do throws(GitError) {
          if let found = try openAnew(&state, body) { return found }
          if packs() == before { return nil }
        } catch {
          if case .oversizedObject = error { throw error }
          if packs() == before { throw error }
        }
      }
      return try openAnew(&state, body)
    }
  }

  private func openAnew<Found: Sendable>(
    _ state: inout State, _ body: @Sendable (borrowing OpenObjects) throws(GitError) -> Found?
  ) throws(GitError) -> Found? {
    // The old packs stay mapped where the new ones are the same files: libgit2 counts their users.
    state.open = try OpenObjects(objectsDirectory, alternates: alternates)
    return try state.open.peek(body)
  }
}

extension Optional where Wrapped == OpenObjects {
  /// Lends the value that is there.
  fileprivate borrowing func peek<Found>(
    _ body: @Sendable (borrowing OpenObjects) throws(GitError) -> Found?
  ) throws(GitError) -> Found? {
    switch self {
    case .some(let open): try body(open)
    case .none: nil
    }
  }
}
