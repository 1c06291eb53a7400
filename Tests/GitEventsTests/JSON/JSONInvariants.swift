#if !FUZZ
  import GitEvents
#endif

/// What must hold for any bytes whatever; the fuzz target and the mutation test both check it.
enum JSONInvariants {
  /// Finds a promise that the JSON code breaks for some input.
  ///
  /// - Parameter input: Any bytes.
  /// - Returns: What is wrong; nothing if all is well.
  static func violation(for input: [UInt8]) -> String? {
    violationOfText(input) ?? violationOfMembers(input)
  }

  private static func violationOfText(_ input: [UInt8]) -> String? {
    let text: JSONText
    do {
      text = try JSONText(input)
    } catch {
      if !(0...input.count).contains(error.offset) { return "offset outside: \(error)" }
      if (try? JSONText(canonical: input)) != nil { return "canonical but not valid: \(error)" }
      return nil
    }
    guard let again = try? JSONText(text.bytes) else { return "canonical form refused" }
    if again != text { return "canonical form is not stable" }
    guard (try? JSONText(canonical: text.bytes)) == text else { return "not canonical" }
    let isCanonical = (try? JSONText(canonical: input)) != nil
    if isCanonical != (input == text.bytes) { return "another form passes for canonical" }
    let line = text.compact()
    if line.contains(0x0A) { return "compact form has a newline" }
    if (try? JSONText(line)) != text { return "compact form is another value" }
    if String(validating: text.bytes, as: UTF8.self) == nil { return "invalid UTF-8 kept" }
    return nil
  }

  /// Compares the splitter with the formatter, which must agree on what an object is.
  private static func violationOfMembers(_ input: [UInt8]) -> String? {
    let line: JSONObjectMembers
    do {
      line = try JSONObjectMembers(input)
    } catch {
      if !(0...input.count).contains(error.offset) { return "member offset outside: \(error)" }
      if error.reason == .wrongType { return nil }
      if (try? JSONText(input)) != nil { return "members refused: \(error)" }
      return nil
    }
    var writer = JSONLineWriter()
    for member in line.members {
      guard let text = try? member.value.text() else { return nil }
      if member.value.kind == .string, (try? member.value.string()) == nil { return "string lost" }
      writer.member(member.name, text: text)
    }
    let limits = JSONLimits(maximumDepth: 65, maximumBytes: .max)
    guard let whole = try? JSONText(input, limits: limits) else { return "malformed line split" }
    if (try? JSONText(writer.finish(), limits: limits)) != whole { return "members differ" }
    return nil
  }
}
