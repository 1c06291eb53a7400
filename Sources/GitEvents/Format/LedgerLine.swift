package import Git

/// One line of a ledger entry: a stream, what was added to it and its head afterwards.
package struct LedgerLine: Sendable, Equatable {
  /// The stream as one component of a ref.
  package var component: String
  /// The version before; the first event that the line covers has the next.
  package var before: Int
  /// The version after.
  package var after: Int
  /// The commit with the version after.
  package var head: ObjectID
  /// What was superseded where the entry is a rebase.
  package var superseded: Superseded?
  /// Whether the append had named the version that it expected.
  package var isExpected: Bool

  /// The events that a rebase took out of a stream.
  package struct Superseded: Sendable, Equatable {
    package var before: Int
    package var after: Int
    package var head: ObjectID
  }

  package init(
    component: String, before: Int, after: Int, head: ObjectID, superseded: Superseded? = nil,
    isExpected: Bool = false
  ) {
    self.component = component
    self.before = before
    self.after = after
    self.head = head
    self.superseded = superseded
    self.isExpected = isExpected
  }

  /// How many events the line covers.
  package var count: Int { after - before }

  /// The stream's name; nil where the component is none that we would write.
  package var stream: StreamName? {
    StreamComponent.decode(component).flatMap { try? StreamName($0) }
  }

  /// The line as it stands in the commit, without its line break.
  package var text: String {
    var text = "\(component) \(before)..\(after) \(head)"
    if let superseded {
      text += " was \(superseded.before)..\(superseded.after) \(superseded.head)"
    }
    return isExpected ? text + " expected" : text
  }

  /// Reads a line.
  ///
  /// - Parameter line: The line without its line break.
  /// - Throws: `FormatError`.
  package init(parsing line: Substring) throws(FormatError) {
    var words = line.split(separator: " ", omittingEmptySubsequences: false)[...]
    guard let component = words.popFirst(), StreamComponent.decode(component) != nil,
      let range = LedgerLine.range(&words)
    else { throw FormatError("a line names no stream, no versions or no head") }
    self.init(
      component: String(component), before: range.before, after: range.after, head: range.head)
    if words.first == "was" {
      words.removeFirst()
      guard let old = LedgerLine.range(&words) else {
        throw FormatError("a line does not say what it supersedes")
      }
      superseded = Superseded(before: old.before, after: old.after, head: old.head)
    }
    if words.first == "expected" {
      words.removeFirst()
      isExpected = true
    }
    guard words.isEmpty else { throw FormatError("a line says more than the format knows") }
  }

  private static func range(
    _ words: inout ArraySlice<Substring>
  ) -> (before: Int, after: Int, head: ObjectID)? {
    guard let versions = words.popFirst(), let head = words.popFirst() else { return nil }
    let parts = versions.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].isEmpty, let before = number(parts[0]),
      let after = number(parts[2]), after > before, let id = ObjectID(hex: head.utf8)
    else { return nil }
    return (before, after, id)
  }

  private static func number(_ text: Substring) -> Int? {
    Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil }
  }
}
