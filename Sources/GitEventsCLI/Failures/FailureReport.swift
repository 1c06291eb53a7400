import GitEvents

/// Tells a failure on standard error: in words, or as one JSON object where the verb reports as JSON.
struct FailureReport {
  private let output: TextOutput
  var isJSON: Bool

  init(_ output: TextOutput, isJSON: Bool) {
    self.output = output
    self.isJSON = isJSON
  }

  /// Tells what ended a command, where there is anything to tell.
  ///
  /// - Parameter error: What ended it.
  /// - Returns: The status with which the program ends.
  func status(of error: any Error) -> Int32 {
    switch error {
    case is ClosedPipe: ExitStatus.done.rawValue
    case is NegativeAnswer: ExitStatus.negative.rawValue
    case is DamageFound: ExitStatus.damaged.rawValue
    default: tell(Failure(error)).rawValue
    }
  }

  /// Tells a failure.
  ///
  /// - Parameter failure: What went wrong.
  /// - Returns: The status with which the program ends.
  func tell(_ failure: Failure) -> ExitStatus {
    // Where even this cannot be written, the status still tells.
    try? write(failure)
    return failure.status
  }

  private func write(_ failure: Failure) throws {
    if isJSON {
      try output.write(bytes: FailureReport.json(failure) + [UInt8(ascii: "\n")])
    } else {
      try output.line("git-events: \(VisibleText.line(failure.message))")
      for line in failure.hint?.split(separator: "\n") ?? [] {
        try output.line("hint: \(VisibleText.line(String(line)))")
      }
    }
    try output.flush()
  }

  /// A failure as one JSON object: code, message, hint, exit, then what else is known.
  static func json(_ failure: Failure) -> [UInt8] {
    var writer = JSONLineWriter()
    writer.member("code", string: failure.code)
    writer.member("message", string: failure.message)
    writer.member("hint", string: failure.hint)
    writer.member("exit", integer: Int(failure.status.rawValue))
    for detail in failure.details {
      switch detail.value {
      case .text(let text): writer.member(detail.name, string: text)
      case .integer(let integer): writer.member(detail.name, integer: integer)
      }
    }
    return writer.finish()
  }
}
