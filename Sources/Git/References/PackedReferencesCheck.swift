/// Checks the file in which git packs refs: what reads it takes its order for granted.
///
/// The source is git's `refs/packed-backend.c`.
package enum PackedReferencesCheck {
  private static let largest = 1 << 31

  /// Looks for what no program that packs refs writes.
  ///
  /// - Parameter location: The repository.
  /// - Returns: What is wrong, as a clause; nil where nothing is, and where no ref is packed.
  /// - Throws: `system`.
  package static func problem(in location: RepositoryLocation) throws(GitError) -> String? {
    let file: ReadableFile
    do throws(ReadableFile.Obstacle) {
      file = try ReadableFile(location.commonDirectory + "/packed-refs")
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason): return reason
      case .failed(let error): throw error
      }
    }
    guard file.count <= largest else { return "is too large" }
    return problem(in: try file.bytes(at: 0, count: file.count))
  }

  /// Looks for what no program that packs refs writes.
  ///
  /// - Parameter bytes: The file's content.
  /// - Returns: What is wrong, as a clause; nil where nothing is.
  static func problem(in bytes: [UInt8]) -> String? {
    if let last = bytes.last, last != UInt8(ascii: "\n") { return "is cut short" }
    var isSorted = false
    var isFirst = true
    var previous: ArraySlice<UInt8>?
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast()
    {
      defer { isFirst = false }
      if line.first == UInt8(ascii: "#") {
        guard isFirst, line.starts(with: "# pack-refs with:".utf8) else {
          return "has a line that begins with #"
        }
        isSorted = line.split(separator: UInt8(ascii: " ")).contains {
          $0.elementsEqual("sorted".utf8)
        }
        continue
      }
      if line.first == UInt8(ascii: "^") {
        guard previous != nil, ObjectID(hex: line.dropFirst()) != nil else {
          return "has a peeled object that is none"
        }
        continue
      }
      let id = line.prefix(2 * ObjectID.byteCount)
      let rest = line.dropFirst(2 * ObjectID.byteCount)
      guard ObjectID(hex: id) != nil, rest.first == UInt8(ascii: " "),
        ReferenceName.isValid(Array(rest.dropFirst()))
      else { return "has a line that names no ref" }
      if isSorted, let previous, !previous.lexicographicallyPrecedes(rest) {
        return "is not in order, as it says that it is"
      }
      previous = rest
    }
    return nil
  }
}
