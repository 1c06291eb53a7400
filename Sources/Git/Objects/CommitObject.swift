/// A commit's content as plain values.
package struct CommitObject: Sendable, Equatable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  package var author: Signature
  package var committer: Signature
  /// The headers after the committer, in order.
  package var extraHeaders: [ExtraHeader]
  /// The bytes after the empty line, as they are.
  package var message: [UInt8]

  /// Makes a commit.
  ///
  /// - Parameters:
  ///   - tree: The tree's name.
  ///   - parents: The parents' names, the first parent first.
  ///   - author: Who made the change.
  ///   - committer: Who recorded it.
  ///   - extraHeaders: Further headers, in order.
  ///   - message: Subject, body and trailers, with the final line break that git would write.
  package init(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature,
    extraHeaders: [ExtraHeader] = [], message: [UInt8]
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.extraHeaders = extraHeaders
    self.message = message
  }

  /// Parses a commit strictly: what it accepts, it gives back byte for byte.
  ///
  /// - Parameter bytes: The content, without git's header.
  /// - Throws: `malformed`, for whatever git itself does not write.
  package init(parsing bytes: [UInt8]) throws(GitError) {
    let parsed: Result<CommitObject, ObjectText.Malformation> = bytes.withUnsafeBufferPointer {
      let text = ObjectText($0)
      do throws(ObjectText.Malformation) {
        return .success(try CommitObject(text))
      } catch {
        return .failure(error)
      }
    }
    switch parsed {
    case .success(let commit): self = commit
    case .failure(let error): throw .malformed(what: "commit", reason: error.reason)
    }
  }

  private init(_ start: ObjectText) throws(ObjectText.Malformation) {
    var text = start
    guard text.skip("tree ") else { throw .init(reason: "it does not begin with its tree") }
    tree = try text.objectID()
    parents = []
    while text.skip("parent ") { parents.append(try text.objectID()) }
    guard text.skip("author ") else { throw .init(reason: "it has no author") }
    author = try text.signature()
    guard text.skip("committer ") else { throw .init(reason: "it has no committer") }
    committer = try text.signature()
    extraHeaders = []
    while !text.skip("\n") {
      guard !text.isAtEnd else { throw .init(reason: "its headers do not end") }
      extraHeaders.append(try CommitObject.extraHeader(&text))
    }
    message = text.rest()
  }

  private static func extraHeader(
    _ text: inout ObjectText
  ) throws(ObjectText.Malformation) -> ExtraHeader {
    let line = try text.line()
    guard let space = text.index(of: UInt8(ascii: " "), in: line), space > line.lowerBound else {
      throw .init(reason: "a header has no name or no value")
    }
    var value = text.copy(space + 1..<line.upperBound)
    while text.skip(" ") {
      value.append(10)
      value.append(contentsOf: text.copy(try text.line()))
    }
    return ExtraHeader(nameBytes: text.copy(line.lowerBound..<space), value: value)
  }

  /// Writes the commit as git stores it.
  ///
  /// - Returns: The content, without git's header.
  package func serialized() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(message.count + 48 * (parents.count + 6))
    CommitObject.append("tree", tree, to: &bytes)
    for parent in parents { CommitObject.append("parent", parent, to: &bytes) }
    bytes.append(contentsOf: "author ".utf8)
    author.append(to: &bytes)
    bytes.append(contentsOf: "\ncommitter ".utf8)
    committer.append(to: &bytes)
    bytes.append(10)
    for header in extraHeaders { header.append(to: &bytes) }
    bytes.append(10)
    bytes.append(contentsOf: message)
    return bytes
  }

  private static func append(_ word: String, _ id: ObjectID, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: word.utf8)
    bytes.append(UInt8(ascii: " "))
    id.appendHex(to: &bytes)
    bytes.append(10)
  }
}
