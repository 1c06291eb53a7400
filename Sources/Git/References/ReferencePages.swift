/// Lists refs page by page.
///
/// Every page begins with a listing of whole folders. So each is twice as long as the one before it: all refs take few
/// listings however many they are, and the first ones are there at once.
package struct ReferencePages {
  private static let shortest = 512
  /// A page of so many takes some megabytes.
  private static let longest = 1 << 16

  private let references: any ReferenceReading
  private let prefix: String
  private var last: String?
  private var length = shortest

  /// Names the refs.
  ///
  /// - Parameters:
  ///   - references: Where they are.
  ///   - prefix: A folder of refs with its slash.
  package init(_ references: any ReferenceReading, under prefix: String) {
    self.references = references
    self.prefix = prefix
  }

  /// Lists the next refs in byte order of their names.
  ///
  /// - Returns: None where there are no more.
  /// - Throws: `damagedReference`, `system`.
  package mutating func next() throws(GitError) -> [ListedReference] {
    let page = try references.references(under: prefix, after: last, limit: length)
    // Bytes that are not UTF-8 are replaced in a name, so the next page might begin before them again, for ever. They
    // come behind all that this program writes.
    if let last, let name = page.last?.name, !last.utf8.lexicographicallyPrecedes(name.utf8) {
      return []
    }
    last = page.last?.name ?? last
    length = min(length * 2, ReferencePages.longest)
    return page
  }
}
