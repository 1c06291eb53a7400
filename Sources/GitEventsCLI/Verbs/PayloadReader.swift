import GitEvents

/// Reads payloads as the command line gives them.
struct PayloadReader {
  let context: Context

  /// The most bytes that are read of a payload's file: indentation and escapes may make it larger than what is kept.
  private static let limit = 16 * 1024 * 1024

  /// Reads JSON that is given as such, as `@FILE`, or as `-`.
  ///
  /// - Parameters:
  ///   - value: The option's value.
  ///   - option: The option's name, for messages.
  ///   - allowsInput: Whether `-` stands for standard input.
  /// - Returns: The payload.
  /// - Throws: A `Failure` with status 2 that says where the JSON is wrong.
  func text(_ value: String, option: String, allowsInput: Bool = false) throws -> JSONText {
    let bytes: [UInt8]
    if value == "-", allowsInput {
      bytes = try context.input.readAll(limit: Self.limit)
    } else if value.hasPrefix("@") {
      let file = try Descriptor.reading(context.surroundings.path(String(value.dropFirst())))
      defer { file.close() }
      bytes = try file.readAll(limit: Self.limit)
    } else {
      bytes = Array(value.utf8)
    }
    return try json(bytes, name: option)
  }

  /// Makes an object of `KEY=VALUE` pairs.
  ///
  /// - Parameters:
  ///   - texts: Pairs whose values are texts.
  ///   - values: Pairs whose values are JSON.
  /// - Returns: The object.
  /// - Throws: A `Failure` with status 2.
  func object(texts: [String], values: [String]) throws -> JSONText {
    var writer = JSONLineWriter()
    for pair in texts {
      let (key, value) = try split(pair, option: "-f")
      writer.member(key, string: value)
    }
    for pair in values {
      let (key, value) = try split(pair, option: "-F")
      writer.member(key, text: try json(Array(value.utf8), name: "-F \(key)"))
    }
    return try json(writer.finish(), name: "-f and -F")
  }

  private func split(_ pair: String, option: String) throws -> (key: String, value: String) {
    guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
      throw Failure.invalid("\(option) takes KEY=VALUE, not '\(pair)'")
    }
    return (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
  }

  private func json(_ bytes: [UInt8], name: String) throws -> JSONText {
    do {
      return try JSONText(bytes)
    } catch {
      throw Failure.invalid("\(name): \(error.message)").with("offset", .integer(error.offset))
    }
  }
}
