import CJQ

/// A compiled jq program, used by one thread at a time.
///
/// A program sees its input as `.` and another value as `$event`, and nothing else: no files, no modules (not even
/// `$HOME/.jq`), no environment, no time zone, and in the profile `projection` no clock. It is stopped at its limits, and
/// can be run again after that. Values go in and out as JSON text.
package final class JQProgram {
  let interpreter: JQInterpreter
  let limits: JQLimits
  var slots: [Int: JQSlot] = [:]

  /// Compiles a program, which takes some 20 milliseconds.
  ///
  /// - Parameters:
  ///   - source: The program.
  ///   - profile: What it is for.
  ///   - limits: What each evaluation may use.
  ///   - interruption: How another thread ends evaluations.
  /// - Throws: `syntax`.
  package init(
    _ source: String, profile: JQProfile, limits: JQLimits = .standard,
    interruption: JQInterruption? = nil
  ) throws(JQError) {
    self.limits = limits
    interpreter = try JQInterpreter(
      JQSource(source), profile: profile, limits: limits, interruption: interruption)
  }

  /// Runs the program and takes all that it yields.
  ///
  /// - Parameters:
  ///   - input: The input as JSON in UTF-8.
  ///   - event: What `$event` is, as JSON; null if it is nil.
  ///   - raw: Whether a string is written as its own text, as `jq -r` does.
  /// - Returns: Each value as compact JSON in UTF-8.
  /// - Throws: All but `syntax`, `noValue` and `severalValues`.
  package func values(
    of input: [UInt8], event: [UInt8]? = nil, raw: Bool = false
  ) throws(JQError) -> [[UInt8]] {
    let event = try Self.value(ofEvent: event)
    let input = try Self.value(of: input, freeing: event)
    return try interpreter.texts(of: input, event: event, raw: raw)
  }

  /// Tells whether the one value that the program yields counts as true, which all but false and null do.
  ///
  /// - Parameters:
  ///   - input: The input as JSON in UTF-8.
  ///   - event: What `$event` is, as JSON; null if it is nil.
  /// - Returns: Whether it counts as true.
  /// - Throws: All but `syntax` and `tooLarge`.
  package func isTrue(of input: [UInt8], event: [UInt8]? = nil) throws(JQError) -> Bool {
    let event = try Self.value(ofEvent: event)
    let input = try Self.value(of: input, freeing: event)
    return Self.isTrue(try interpreter.one(input, event: event))
  }

  /// Reads an event.
  ///
  /// - Parameter event: JSON in UTF-8, or nil.
  /// - Returns: The value, null for nil; the caller owns it.
  /// - Throws: `input`.
  static func value(ofEvent event: [UInt8]?) throws(JQError) -> jv {
    guard let event else { return jv_null() }
    return try JQText.value(of: event)
  }

  /// Tells whether a value counts as true, and frees it.
  ///
  /// - Parameter value: The value; it is consumed.
  /// - Returns: Whether it is neither false nor null.
  static func isTrue(_ value: jv) -> Bool {
    defer { jv_free(value) }
    let kind = jv_get_kind(value)
    return kind != JV_KIND_FALSE && kind != JV_KIND_NULL
  }

  private static func value(of input: [UInt8], freeing event: jv) throws(JQError) -> jv {
    do {
      return try JQText.value(of: input)
    } catch {
      jv_free(event)
      throw error
    }
  }
}
