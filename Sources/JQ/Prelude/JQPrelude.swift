/// The text around a user's program.
///
/// The program is wrapped into
///
///     path((_input as $event | (_input | {} as $ENV | DEFINITIONS (PROGRAM
///     )) | debug | empty) as $none | .)
///
/// - `_input` asks us for the event and then for the input, which so belongs to nobody but the program: libjq changes
///   a value in place only where there is one reference to it.
/// - The definitions hide jq's functions of the same names from the program. They call the hidden ones by other names,
///   which are taken before (`_ge_…`); a program that calls those finds nothing that it could not call anyway.
/// - `debug` hands us each value that the program yields; the wrapped program itself yields none.
/// - `path` is there for libjq 1.6's sake. It takes an evaluation that is left before its end apart with jq's record
///   of the current path as it happens to be, and ends the process if that is no array. Within `path` it always is;
///   an operand of `as` is not recorded, so the program may be any.
///
/// All definitions are on line 1, before the program: so line numbers in messages are the program's own.
///
/// Nothing can be done here about a slice with NaN (`.[nan:]`), about values nested deeper than some 100,000 levels
/// or shared so often that their text would have gigabytes (`tojson`): those end the process, as they end jq. And one
/// function of jq's, such as a difference of large arrays or a regular expression, is not interrupted before its end.
enum JQPrelude {
  private static let common = [sandbox, time, strings, sizes].joined(separator: " ")
  private static let clock =
    #"def now: error("now: a projection may not read the clock; use $event.time");"#

  private static let filter = definitions(common)
  private static let projection = definitions(common + " " + clock)

  /// Wraps a program.
  ///
  /// - Parameters:
  ///   - source: The program.
  ///   - profile: What it is for.
  /// - Returns: A jq program that ends in a zero byte.
  static func wrap(_ source: JQSource, for profile: JQProfile) -> [UInt8] {
    let definitions =
      switch profile {
      case .projection: projection
      case .filter: filter
      }
    var text = Array("path((_input as $event | (_input | {} as $ENV | ".utf8)
    text += definitions
    text += " (".utf8
    text += source.text
    text += "\n)) | debug | empty) as $none | .)\0".utf8
    return text
  }

  private static func definitions(_ text: String) -> [UInt8] {
    text.utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
  }
}
