/// A valid JSON text in the form in which the store keeps it.
///
/// Two-space indentation, `{}` and `[]` when empty, members sorted by name, every number exactly as
/// the client wrote it, strings with only the mandatory escapes, one newline at the end. Two texts
/// are equal when they differ in white space, in the order of members and in the spelling of strings
/// at most. Valid means RFC 8259 with I-JSON's rules on names and surrogates (RFC 7493): what cannot
/// be kept in value is refused.
public struct JSONText: Sendable, Hashable, CustomStringConvertible {
  /// The canonical text in UTF-8, with its newline.
  public let bytes: [UInt8]

  /// An object without members.
  public static let emptyObject = JSONText(trusted: Array("{}\n".utf8))

  /// The value `null`.
  public static let null = JSONText(trusted: Array("null\n".utf8))

  /// Validates a text and brings it into canonical form.
  ///
  /// Takes time in proportion to the text's length, and n log n for objects of n members. Where a text has
  /// several defects, the first is reported, but a duplicate name only at its object's end.
  ///
  /// - Parameters:
  ///   - text: The client's text.
  ///   - limits: How large it may be.
  /// - Throws: A ``JSONError`` with the offset in `text` of what cannot be kept.
  public init(_ text: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    var formatter = JSONFormatter(text, limits: limits)
    try formatter.scanner.refuseByteOrderMark()
    bytes = try formatter.value(size: text.count)
    try formatter.scanner.expectEnd()
  }

  /// Validates a text and brings it into canonical form.
  ///
  /// - Parameters:
  ///   - text: The client's text.
  ///   - limits: How large it may be.
  /// - Throws: A ``JSONError`` with the offset in the text's UTF-8 of what cannot be kept.
  public init(_ text: String, limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(Array(text.utf8), limits: limits)
  }

  /// Accepts a text that must be canonical already, as one that was stored must be.
  ///
  /// - Parameters:
  ///   - bytes: The stored text.
  ///   - limits: How large it may be.
  /// - Throws: A ``JSONError``, ``JSONError/Reason/notCanonical`` if only the form is wrong.
  package init(canonical bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    var checker = JSONCanonicalChecker(bytes, limits: limits)
    try checker.check()
    self.bytes = bytes
  }

  /// Takes bytes that this package made or checked.
  ///
  /// - Parameter bytes: A text that is canonical; nothing checks it.
  package init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// The canonical text, with its newline.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
