import CJQ

/// Reads JSON text into libjq's values, and writes them as compact JSON text.
///
/// Writing is our own: libjq's writer neither stops at a size nor says when it leaves out what is nested too deeply.
/// Numbers go through libjq, so they look as jq prints them: NaN is null, infinity the largest number there is.
enum JQText {
  /// Arrays and objects may be nested so deeply; libjq reads no deeper text.
  static let depth = 256

  /// Reads one value.
  ///
  /// The corresponding C function is `jv_parse_sized`.
  ///
  /// - Parameter text: JSON in UTF-8.
  /// - Returns: The value, which the caller owns.
  /// - Throws: `input`.
  static func value(of text: [UInt8]) throws(JQError) -> jv {
    guard let count = Int32(exactly: text.count) else {
      throw .input(message: "the text is larger than 2 GiB")
    }
    let value = text.withUnsafeBytes { bytes in
      guard let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress else {
        return jv_invalid()
      }
      return jv_parse_sized(start, count)
    }
    if jv_is_valid(value) != 0 { return value }
    throw JQMessage.input(jv_invalid_get_msg(value))
  }

  /// Reads a string value.
  ///
  /// - Parameter value: A string; it is not consumed.
  /// - Returns: Its text.
  static func string(_ value: jv) -> String {
    String(decoding: bytes(of: value), as: UTF8.self)
  }

  /// Lends a string value's bytes, for as long as the value lives.
  ///
  /// - Parameter string: A string; it is not consumed.
  /// - Returns: Its text in UTF-8.
  static func bytes(of string: jv) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: jv_string_value(string), count: Int(jv_string_length_bytes(jv_copy(string))))
  }

  /// Writes a value as compact JSON.
  ///
  /// - Parameters:
  ///   - value: The value; it is consumed.
  ///   - limit: How many bytes the text may have.
  ///   - raw: Whether a string is its own text.
  /// - Returns: The text in UTF-8.
  /// - Throws: `tooLarge`; `failed` for what is nested too deeply.
  static func bytes(of value: jv, limit: Int, raw: Bool = false) throws(JQError) -> [UInt8] {
    defer { jv_free(value) }
    if raw, jv_get_kind(value) == JV_KIND_STRING {
      let text = Array(bytes(of: value))
      guard text.count <= limit else { throw .tooLarge(limit: limit) }
      return text
    }
    var writer = JQWriter(limit: limit)
    try writer.write(value, depth: 0)
    return writer.text
  }
}
