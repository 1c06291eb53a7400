/// A pattern of a shell: `*` any text, `?` any one character, `[a-z]` and `[!a-z]` one of some, `\` the next itself.
package struct Glob: Sendable {
  private enum Part: Sendable {
    case any
    case one
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    case exactly(Unicode.Scalar)
  }

  private let parts: [Part]

  /// Reads a pattern; every text is one.
  ///
  /// - Parameter pattern: The pattern.
  package init(_ pattern: String) {
    var parts: [Part] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": parts.append(.any)
      case "?": parts.append(.one)
      case "[": parts.append(Glob.set(&rest) ?? .exactly(scalar))
      case "\\": parts.append(.exactly(rest.popFirst() ?? scalar))
      default: parts.append(.exactly(scalar))
      }
    }
    self.parts = parts
  }

  /// Tells whether a whole text is as the pattern says.
  ///
  /// Takes time in proportion to the product of both lengths, whatever the pattern.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether it matches.
  package func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var place = (part: 0, scalar: 0)
    var retry: (part: Int, scalar: Int)?
    while place.scalar < scalars.count {
      if place.part < parts.count, case .any = parts[place.part] {
        retry = place
        place.part += 1
      } else if place.part < parts.count, Glob.takes(parts[place.part], scalars[place.scalar]) {
        place = (place.part + 1, place.scalar + 1)
      } else if let last = retry {
        // The latest star takes one more.
        retry = (last.part, last.scalar + 1)
        place = (last.part + 1, last.scalar + 1)
      } else {
        return false
      }
    }
    return parts[place.part...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private static func takes(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .any: false
    case .one: true
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    case .exactly(let wanted): wanted == scalar
    }
  }

  /// Reads a set behind its bracket; nil, with nothing taken, where the bracket is not closed.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    var ahead = rest
    var isNegated = false
    if ahead.first == "!" || ahead.first == "^" {
      isNegated = true
      ahead.removeFirst()
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let low = ahead.popFirst() {
      if low == "]", !ranges.isEmpty {
        rest = ahead
        return .set(ranges, isNegated: isNegated)
      }
      var high = low
      if ahead.first == "-", let end = ahead.dropFirst().first, end != "]" {
        high = end
        ahead = ahead.dropFirst(2)
      }
      ranges.append(min(low, high)...max(low, high))
    }
    return nil
  }
}
