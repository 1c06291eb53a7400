import Synchronization

/// Reads a repository's objects, in packs and loose, beside processes that repack them.
///
/// Packs are looked at first, then loose objects, those of alternates included. Where that finds nothing, or fails,
/// everything is opened anew until the packs stay the same meanwhile: `git gc` replaces them, and other writers add some.
package final class ObjectDatabase: ObjectReading {
  private let objectsDirectory: String
  private let alternates: [String]
  private let tools = PackTools()
  /// What is open at present.
  private let state = Mutex<OpenObjects?>(nil)

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

  package func object(
    _ id: ObjectID, _ kind: ObjectKind, at place: ObjectPlace, limit: Int
  ) throws(GitError) -> GitObject {
    if place.isKnown, let open = state.withLock({ $0 }),
      let object = open.object(id, kind, at: place, limit: limit)
    {
      return object
    }
    return try object(id, limit: limit)
  }

  /// Says whether an object is there; its bytes are not read.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where a pack's index or a loose file has the name.
  /// - Throws: `system`, `damagedObject` where something else than a file has the name.
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
  /// - Throws: `malformed` for fewer digits or other characters; `system`.
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
    state.withLock { $0 = nil }
  }

  /// So many times the packs may change under one look-up before that is taken for something else than `git gc`.
  private static let patience = 100

  /// Looks something up, and again after opening everything anew where that found nothing or failed.
  ///
  /// What is not found counts only if the packs did not change meanwhile: each `git repack` beside us may have taken the
  /// one pack away that we were about to open. What is open already is read without waiting for other readers.
  private func lookUp<Found: Sendable>(
    _ body: @Sendable (OpenObjects) throws(GitError) -> Found?
  ) throws(GitError) -> Found? {
    let open = state.withLock { $0 }
    var failure: GitError?
    do throws(GitError) {
      if let open, let found = try body(open) { return found }
    } catch {
      if case .oversizedObject = error { throw error }
      failure = error
    }
    var attempts = 0
    while true {
      attempts += 1
      // What failed may be a file that has been replaced: then nothing that is open is believed any more.
      let earlier = failure == nil ? state.withLock { $0 } : nil
      let opened = OpenObjects(
        objectsDirectory, alternates: alternates, reusing: earlier, tools)
      state.withLock { $0 = opened }
      failure = nil
      do throws(GitError) {
        if let found = try body(opened) { return found }
      } catch {
        if case .oversizedObject = error { throw error }
        failure = error
      }
      let names = OpenObjects.packNames(objectsDirectory, alternates: alternates)
      if opened.packNames == names || attempts >= ObjectDatabase.patience {
        try OpenObjects.refuseUnreadable(names)
        if let failure { throw failure }
        return nil
      }
    }
  }
}
