import JQ

/// Looks for numbers that jq cannot hold, also in JSON that is text within JSON, as tables hold it.
enum NestedNumbers {
  /// Tells whether a number changes its value on the way through a jq program.
  ///
  /// - Parameters:
  ///   - json: What the program was given, a JSON text in UTF-8.
  ///   - results: What it yielded; a text that is in there unchanged has lost nothing.
  /// - Returns: Whether one does.
  static func loseDigits(in json: [UInt8], _ results: [[UInt8]]) -> Bool {
    if JQNumbers.losesDigits(in: json) { return true }
    return strings(in: json).contains { text in
      JQNumbers.losesDigits(in: unescaped(text))
        && !results.contains { $0.firstRange(of: text) != nil }
    }
  }

  /// The strings that begin as an object or an array does, as they are written.
  private static func strings(in json: [UInt8]) -> [ArraySlice<UInt8>] {
    var strings: [ArraySlice<UInt8>] = []
    var index = 0
    while index < json.count {
      guard json[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < json.count, json[index] != UInt8(ascii: "\"") {
        index += json[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      let text = json[start..<min(index, json.count)]
      if isContainer(text) { strings.append(text) }
      index += 1
    }
    return strings
  }

  private static func isContainer(_ text: ArraySlice<UInt8>) -> Bool {
    // White space is a space, or the escape of a line feed or a tab.
    let first = text.first { !" \\nrt".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// A string without its escapes; what they stand for matters only for quotation marks and backslashes.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        let isMark = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        result.append(isMark ? byte : UInt8(ascii: " "))
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
