import JQ

/// What `--jq` asks of each JSON value that a verb reports.
final class OutputQuery {
  private let program: JQProgram

  /// Compiles an expression.
  ///
  /// - Parameter expression: The expression.
  /// - Throws: A `Failure` with status 2.
  init(_ expression: String) throws(Failure) {
    do throws(JQError) {
      program = try JQProgram(expression, profile: .filter)
    } catch {
      throw Failure(error, in: "--jq")
    }
  }

  /// Asks a value.
  ///
  /// - Parameters:
  ///   - value: JSON in UTF-8.
  ///   - output: Where the answer is for: in a terminal, a string's control characters are spelled out.
  /// - Returns: Each value that the expression yields and a newline: strings as they are, others as compact JSON.
  /// - Throws: A `Failure` with status 2.
  func answer(_ value: [UInt8], on output: TextOutput) throws(Failure) -> [UInt8] {
    do throws(JQError) {
      var lines: [UInt8] = []
      for text in try program.values(of: value, raw: true) {
        lines +=
          output.isTerminal
          ? Array(VisibleText.lines(String(decoding: text, as: UTF8.self)).utf8) : text
        lines.append(UInt8(ascii: "\n"))
      }
      return lines
    } catch {
      var failure = Failure(error, in: "--jq")
      failure.hint = "only the report is cut short: what a verb records is recorded by then"
      throw failure
    }
  }
}
