import JQ

/// What a program yields, as text, so that tests read as jq does at a prompt.
func run(
  _ source: String, _ input: String = "null", event: String? = nil,
  profile: JQProfile = .projection, limits: JQLimits = .standard
) throws(JQError) -> [String] {
  let program = try JQProgram(source, profile: profile, limits: limits)
  return try program.values(of: Array(input.utf8), event: event.map { Array($0.utf8) })
    .map { String(decoding: $0, as: UTF8.self) }
}

/// The message with which a program fails; what it yields if it does not.
func failure(
  _ source: String, _ input: String = "null", profile: JQProfile = .projection
) -> String {
  do {
    return "no failure: \(try run(source, input, profile: profile))"
  } catch {
    guard case .failed(let message) = error else { return "\(error)" }
    return message
  }
}
