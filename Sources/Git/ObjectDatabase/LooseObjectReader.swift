/// Reads loose objects from one `objects` folder with bounded memory and time, whatever their bytes.
///
/// libgit2's own reader loops on a truncated object (#7342) and overflows the heap on a lying header (#7177).
package struct LooseObjectReader: Sendable {
  /// Longer than any header that fits the largest size: `commit 9223372036854775807` and a NUL.
  private static let longestHeader = 32

  private let objectsDirectory: String

  /// Looks at one `objects` folder.
  ///
  /// - Parameter objectsDirectory: The folder, which need not exist.
  package init(objectsDirectory: String) {
    self.objectsDirectory = objectsDirectory
  }

  /// Reads one object and checks its bytes against its name.
  ///
  /// - Parameters:
  ///   - id: The object's name.
  ///   - limit: The largest content, in bytes, that the caller will take; never more is allocated.
  /// - Returns: The object, or nil where no file has its name.
  /// - Throws: `damagedObject`, `oversizedObject`, `system`.
  package func object(_ id: ObjectID, limit: Int) throws(GitError) -> GitObject? {
    guard let file = try open(id) else { return nil }
    guard file.count > 0 else { throw .damagedObject(id, reason: "its file is empty") }
    var stream = try InflatingFile(file)
    do throws(InflatingFile.Failure) {
      var head = [UInt8](repeating: 0, count: LooseObjectReader.longestHeader)
      let filled = try LooseObjectReader.fill(&head, from: &stream)
      guard let header = LooseObjectHeader(head[..<filled]) else {
        throw .damaged("has no header of an object")
      }
      guard header.size <= limit else {
        throw .failed(.oversizedObject(id, bytes: header.size, limit: limit))
      }
      let begun = head[header.length..<filled]
      guard begun.count <= header.size else {
        throw .damaged("holds more bytes than its header says")
      }
      let content = try LooseObjectReader.content(begun, size: header.size, from: &stream)
      try stream.finish()
      guard ReadHash.id(of: header.kind, content) == id else {
        throw .damaged("its bytes have another name")
      }
      return GitObject(id: id, kind: header.kind, bytes: content)
    } catch {
      switch error {
      case .damaged(let reason): throw .damagedObject(id, reason: "its file \(reason)")
      case .failed(let error): throw error
      }
    }
  }

  /// Says whether a file has an object's name; the file is not read.
  ///
  /// - Parameter id: The object's name.
  /// - Returns: True where a regular file has it.
  /// - Throws: `damagedObject` where something else has it, `system`.
  package func contains(_ id: ObjectID) throws(GitError) -> Bool {
    try open(id) != nil
  }

  /// Lists the objects whose names begin with some digits.
  ///
  /// - Parameter prefix: At least two lower-case hexadecimal digits.
  /// - Returns: The names, in no order.
  /// - Throws: `system`.
  package func names(beginningWith prefix: String) throws(GitError) -> [ObjectID] {
    let digits = Array(prefix.utf8)
    guard digits.count >= 2 else { return [] }
    do throws(ReadableFile.Obstacle) {
      let folder = try Folder(objectsDirectory + "/" + prefix.prefix(2))
      let entries: [Folder.Entry]
      do throws(GitError) { entries = try folder.entries() } catch { throw .failed(error) }
      return entries.compactMap { entry in
        let name = digits[..<2] + entry.name
        return name.starts(with: digits) ? ObjectID(hex: name) : nil
      }
    } catch {
      if case .failed(let error) = error { throw error }
      return []
    }
  }

  private func open(_ id: ObjectID) throws(GitError) -> ReadableFile? {
    let hex = id.hex
    do throws(ReadableFile.Obstacle) {
      return try ReadableFile(objectsDirectory + "/" + hex.prefix(2) + "/" + hex.dropFirst(2))
    } catch {
      switch error {
      case .missing: return nil
      case .unfit(let reason): throw .damagedObject(id, reason: "its file \(reason)")
      case .failed(let error): throw error
      }
    }
  }

  private static func fill(
    _ bytes: inout [UInt8], from stream: inout InflatingFile
  ) throws(InflatingFile.Failure) -> Int {
    var failure: InflatingFile.Failure?
    let filled = bytes.withUnsafeMutableBytes { buffer in
      do throws(InflatingFile.Failure) {
        return try stream.fill(buffer)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return filled
  }

  private static func content(
    _ begun: ArraySlice<UInt8>, size: Int, from stream: inout InflatingFile
  ) throws(InflatingFile.Failure) -> [UInt8] {
    var failure: InflatingFile.Failure?
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      _ = buffer.update(fromContentsOf: begun)
      count = begun.count
      let rest = UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(rebasing: buffer[begun.count..<size]))
      do throws(InflatingFile.Failure) { count += try stream.fill(rest) } catch { failure = error }
    }
    if let failure { throw failure }
    guard content.count == size else { throw .damaged("holds fewer bytes than its header says") }
    return content
  }
}
