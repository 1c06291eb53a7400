/// The name of a file that holds nothing but what can be computed again.
///
/// It is one component that no file system reads in two ways: 1 to 80 of `0-9 a-z -`.
package struct CacheName: Hashable, Sendable {
  /// The longest name, in bytes.
  package static let maximumBytes = 80

  /// The name itself.
  package let text: String

  /// Checks a name.
  ///
  /// - Parameter text: 1 to 80 of `0-9 a-z -`. Nil is the answer for anything else.
  package init?(_ text: String) {
    guard (1...CacheName.maximumBytes).contains(text.utf8.count),
      text.utf8.allSatisfy(CacheName.isFit)
    else { return nil }
    self.text = text
  }

  private static func isFit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension CacheName: ExpressibleByStringLiteral {
  /// Takes a name over that stands in the source.
  ///
  /// - Parameter literal: A name that keeps the rule; another one is a mistake of the program and stops it.
  package init(stringLiteral literal: StaticString) {
    guard let name = CacheName("\(literal)") else {
      preconditionFailure("\(literal) is no name of a cache")
    }
    self = name
  }
}
