/// An annotated tag's content as plain values.
package struct TagObject: Sendable, Equatable {
  package var object: ObjectID
  package var kind: ObjectKind
  /// The tag's name, without `refs/tags/`.
  package var name: String
  /// Who tagged; the oldest tags do not say.
  package var tagger: Signature?
  /// The bytes after the empty line, a signature at their end included.
  package var message: [UInt8]

  /// Makes a tag, after checking that its name cannot break out of its line.
  ///
  /// - Parameters:
  ///   - object: What is tagged.
  ///   - kind: Its kind.
  ///   - name: The tag's name, without `refs/tags/`.
  ///   - tagger: Who tags.
  ///   - message: The text, with the final line break that git would write.
  /// - Throws: `malformed`.
  package init(
    object: ObjectID, kind: ObjectKind, name: String, tagger: Signature?, message: [UInt8]
  ) throws(GitError) {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 != 0 && $0 != 10 }) else {
      throw .malformed(what: "tag", reason: "its name is empty or holds a line break")
    }
    self.object = object
    self.kind = kind
    self.name = name
    self.tagger = tagger
    self.message = message
  }

  /// Parses a tag strictly: what it accepts, it gives back byte for byte.
  ///
  /// - Parameter bytes: The content, without git's header.
  /// - Throws: `malformed`, for whatever git itself does not write.
  package init(parsing bytes: [UInt8]) throws(GitError) {
    let parsed: Result<TagObject, ObjectText.Malformation> = bytes.withUnsafeBufferPointer {
      let text = ObjectText($0)
      do throws(ObjectText.Malformation) {
        return .success(try TagObject(text))
      } catch {
        return .failure(error)
      }
    }
    switch parsed {
    case .success(let tag): self = tag
    case .failure(let error): throw .malformed(what: "tag", reason: error.reason)
    }
  }

  private init(_ start: ObjectText) throws(ObjectText.Malformation) {
    var text = start
    guard text.skip("object ") else { throw .init(reason: "it does not begin with its object") }
    object = try text.objectID()
    guard text.skip("type ") else { throw .init(reason: "it has no type") }
    let word = text.copy(try text.line())
    guard let kind = ObjectKind.allCases.first(where: { word.elementsEqual($0.name.utf8) }) else {
      throw .init(reason: "its type is unknown")
    }
    self.kind = kind
    guard text.skip("tag ") else { throw .init(reason: "it has no name") }
    let line = text.copy(try text.line())
    guard let name = String(validating: line, as: UTF8.self), !name.isEmpty else {
      throw .init(reason: "its name is empty or not UTF-8")
    }
    self.name = name
    tagger = text.skip("tagger ") ? try text.signature() : nil
    guard text.skip("\n") else { throw .init(reason: "its headers do not end") }
    message = text.rest()
  }

  /// Writes the tag as git stores it.
  ///
  /// - Returns: The content, without git's header.
  package func serialized() -> [UInt8] {
    var bytes = Array("object \(object.hex)\ntype \(kind.name)\ntag \(name)\n".utf8)
    if let tagger {
      bytes.append(contentsOf: "tagger ".utf8)
      tagger.append(to: &bytes)
      bytes.append(10)
    }
    bytes.append(10)
    bytes.append(contentsOf: message)
    return bytes
  }
}
