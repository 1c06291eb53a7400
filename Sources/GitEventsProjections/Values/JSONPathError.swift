/// Says where a text stops being a path.
package struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The 0-based position, in UTF-8, of what cannot stand where it stands.
  package var offset: Int

  /// Creates an error.
  ///
  /// - Parameter offset: Where it is.
  package init(offset: Int) { self.offset = offset }

  /// What is wrong, and what to do.
  package var description: String {
    "not a path at byte \(offset): "
      + #"write names and indexes only, like .items[0].qty or .["odd name"]"#
  }
}
