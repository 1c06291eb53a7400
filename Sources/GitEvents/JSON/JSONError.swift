/// Says where and why a text was refused as JSON.
///
/// Nothing of the text itself enters the error, so that it can be logged.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The 0-based position, in the client's bytes, of what is wrong.
  ///
  /// It points at the byte that cannot stand where it stands; for an ill-formed UTF-8 sequence or an
  /// escape at its first byte, for a duplicate name at the second name's quotation mark, and for a
  /// text that stops too early just past its end.
  public var offset: Int

  /// What is wrong.
  public var reason: Reason

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - offset: The 0-based position of what is wrong.
  ///   - reason: What is wrong.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// What is wrong and where, for people: `duplicate member name at byte 17`.
  public var message: String { "\(reason) at byte \(offset)" }

  /// The same as ``message``.
  public var description: String { message }
}

extension JSONError {
  /// A kind of defect; later versions may add to these.
  public struct Reason: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in a few words.
    public let description: String

    private init(_ description: String) { self.description = description }

    /// The text stops before its value is complete.
    public static let unexpectedEnd = Reason("unexpected end of the text")
    /// A byte stands where the grammar does not allow it.
    public static let unexpectedByte = Reason("unexpected character")
    /// Something other than white space follows the value.
    public static let trailingContent = Reason("unexpected content after the value")
    /// The text begins with a byte order mark.
    public static let byteOrderMark = Reason("byte order mark")
    /// A number breaks off or has a leading zero.
    public static let invalidNumber = Reason("malformed number")
    /// A string holds a control character that is not escaped.
    public static let controlCharacter = Reason("unescaped control character in a string")
    /// A string holds an escape that JSON does not have.
    public static let invalidEscape = Reason("invalid escape in a string")
    /// A string escapes one half of a surrogate pair without the other.
    public static let loneSurrogate = Reason("lone surrogate in a string")
    /// A string is not well-formed UTF-8.
    public static let invalidUTF8 = Reason("invalid UTF-8")
    /// An object has the same name twice.
    public static let duplicateName = Reason("duplicate member name")
    /// More objects and arrays are nested than the limit allows.
    public static let tooDeep = Reason("nested too deeply")
    /// The canonical text is longer than the limit allows.
    public static let tooLarge = Reason("text too large")
    /// A stored text is not in canonical form.
    public static let notCanonical = Reason("text not in canonical form")
    /// A value is not of the type that was asked for.
    public static let wrongType = Reason("value of another type expected")
    /// An integer was asked for and the number does not fit one.
    public static let integerOverflow = Reason("integer out of range")
  }
}
