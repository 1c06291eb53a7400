package import Git

/// Remembers where a store's own stream begins, so that opening a store does not walk all that it knows of itself.
///
/// Sound because the name of a commit covers its whole history: what is said of one commit stays true. What is read here
/// is a hint all the same; the first event is read and checked as if it had been walked to.
package struct StoreCreationCache {
  /// A commit of the stream and the first event that it goes back to.
  package struct Entry: Equatable {
    package let head: ObjectID
    package let first: ObjectID

    package init(head: ObjectID, first: ObjectID) {
      self.head = head
      self.first = first
    }
  }

  /// From so many steps on it is worth remembering where they led.
  static let worthwhileSteps = 16

  private static let name: CacheName = "store-created"
  private static let title = "git-events store-created 1"
  /// The title, three lines of a word and an object name, and their line breaks; with room to spare.
  private static let limit = 256

  private let repository: any StoreRepository

  init(_ repository: any StoreRepository) {
    self.repository = repository
  }

  /// What was remembered.
  ///
  /// - Returns: Nil where there is nothing, or nothing that can be believed.
  func entry() -> Entry? {
    let found = try? repository.cached(
      StoreCreationCache.name, StoreLayout.paths, limit: StoreCreationCache.limit)
    return found.flatMap(StoreCreationCache.parse)
  }

  /// Remembers where the walk from a commit ended; where that cannot be written, the next one walks again.
  func keep(_ entry: Entry) {
    guard let bytes = try? StoreCreationCache.bytes(of: entry) else { return }
    repository.cache(bytes, as: StoreCreationCache.name, StoreLayout.paths)
  }

  /// Writes the file's text; its last line is the name that git would give the others.
  ///
  /// - Parameter entry: What is remembered.
  /// - Returns: The text.
  /// - Throws: `library`, never for these bytes.
  package static func bytes(of entry: Entry) throws(GitError) -> [UInt8] {
    let text = Array("\(title)\nhead \(entry.head)\nfirst \(entry.first)\n".utf8)
    return text + Array("check \(try ObjectHasher.id(of: .blob, text))\n".utf8)
  }

  /// Reads the text; only the very bytes that are written are believed.
  static func parse(_ bytes: [UInt8]) -> Entry? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.count == 4, let head = id(behind: "head ", lines[1]),
      let first = id(behind: "first ", lines[2])
    else { return nil }
    let entry = Entry(head: head, first: first)
    return (try? Self.bytes(of: entry)) == bytes ? entry : nil
  }

  private static func id(behind word: String, _ line: ArraySlice<UInt8>) -> ObjectID? {
    line.starts(with: word.utf8) ? ObjectID(hex: line.dropFirst(word.utf8.count)) : nil
  }
}
