/// Git's rules for ref names, as `git check-ref-format` applies them.
package enum ReferenceName {
  /// Says whether a text is a full ref name: it begins with `refs/` and breaks none of git's rules.
  ///
  /// - Parameter name: The text.
  /// - Returns: True where it is.
  package static func isValid(_ name: String) -> Bool { isValid(Array(name.utf8)) }

  static func isValid(_ name: [UInt8]) -> Bool {
    let components = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.count >= 2, components[0].elementsEqual("refs".utf8) else { return false }
    return components.allSatisfy(isValidComponent) && name.last != UInt8(ascii: ".")
  }

  /// Says whether some bytes may stand between the slashes of a ref name.
  ///
  /// - Parameter component: The bytes.
  /// - Returns: True where they may.
  static func isValidComponent(_ component: ArraySlice<UInt8>) -> Bool {
    guard let first = component.first, first != UInt8(ascii: ".") else { return false }
    var previous: UInt8 = 0
    for byte in component {
      switch byte {
      case 0...32, 127, UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ":"),
        UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "\\"):
        return false
      case UInt8(ascii: ".") where previous == byte: return false
      case UInt8(ascii: "{") where previous == UInt8(ascii: "@"): return false
      default: previous = byte
      }
    }
    return !isLockFile(component)
  }

  /// Says whether a file's name is that of a lock.
  static func isLockFile(_ name: ArraySlice<UInt8>) -> Bool {
    name.suffix(5).elementsEqual(".lock".utf8)
  }
}
