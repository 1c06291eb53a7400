/// Says why a JSON pointer cannot be used.
package enum JSONPointerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A pointer that is not empty begins with something else than a slash.
  case noSlash
  /// A `~` is followed by something else than 0 or 1.
  case badEscape
  /// There is nothing at the place.
  case notFound

  /// What is wrong, and what to do.
  package var description: String {
    switch self {
    case .noSlash: "a JSON pointer is empty or begins with a slash, like /items/0"
    case .badEscape: "in a JSON pointer, write ~0 for a tilde and ~1 for a slash in a name"
    case .notFound: "there is no value at this JSON pointer"
    }
  }
}
