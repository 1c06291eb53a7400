/// Who did something, or who recorded it: a name and an address, as git keeps them.
public struct Actor: Hashable, Sendable {
  /// The name; never empty.
  public let name: String
  /// The mail address; may be empty.
  public let email: String

  /// Checks a name and an address.
  ///
  /// - Parameters:
  ///   - name: At least one character that is not a space; no `<`, `>` or control characters.
  ///   - email: Likewise, but may be empty.
  /// - Throws: `invalidInput`.
  public init(name: String, email: String = "") throws(EventStoreError) {
    let name = Actor.trimmed(name)
    let email = Actor.trimmed(email)
    if name.isEmpty {
      throw EventStoreError(
        .invalidInput, "an actor needs a name", hint: "write 'NAME <MAIL>' or NAME alone")
    }
    for part in [name, email] where !Actor.isClean(part) {
      throw EventStoreError(
        .invalidInput, "an actor's name and address hold no <, > or control characters",
        hint: "write 'NAME <MAIL>' or NAME alone")
    }
    if name.utf8.count + email.utf8.count > 256 {
      throw EventStoreError(.invalidInput, "an actor's name and address are at most 256 bytes")
    }
    self.name = name
    self.email = email
  }

  /// Reads `NAME <MAIL>`, or a name alone.
  ///
  /// - Parameter text: The text, as in `--actor` and in the JSON form of an event.
  /// - Throws: `invalidInput`.
  public init(_ text: String) throws(EventStoreError) {
    let trimmed = Actor.trimmed(text)
    if trimmed.utf8.last == UInt8(ascii: ">"), let open = trimmed.firstIndex(of: "<") {
      let email = trimmed[trimmed.index(after: open)...].dropLast()
      try self.init(name: String(trimmed[..<open]), email: String(email))
    } else {
      try self.init(name: trimmed)
    }
  }

  /// An actor as it stands in a commit, which git may have accepted though we would refuse it.
  package init(storedName name: String, email: String) {
    self.name = name
    self.email = email
  }

  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0 != "<" && $0 != ">" && $0.properties.generalCategory != .control
    }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.unicodeScalars.drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
    return String(start[...last])
  }
}

extension Actor: CustomStringConvertible {
  /// `NAME <MAIL>`, or the name alone where there is no address.
  public var description: String { email.isEmpty ? name : "\(name) <\(email)>" }
}
