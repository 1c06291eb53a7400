/// A command line of a transcript, taken apart as far as a transcript needs it.
struct CommandWords {
  /// `NAME=VALUE` before the command.
  var variables: [String: String] = [:]
  /// The words behind `git events`.
  var arguments: [String] = []
  /// The file behind `<`.
  var input: String?
  /// The file behind `>`.
  var output: String?
  var isGitEvents = false

  /// Reads a command.
  ///
  /// - Parameter text: The command; what is not `git events` is left to a shell.
  init(_ text: String) {
    var words = CommandWords.words(text)[...]
    while let word = words.first, let equals = word.firstIndex(of: "="), !word.hasPrefix("-") {
      variables[String(word[..<equals])] = String(word[word.index(after: equals)...])
      words.removeFirst()
    }
    isGitEvents = words.prefix(2) == ["git", "events"]
    words = words.dropFirst(2)
    while let word = words.popFirst() {
      switch word {
      case "<": input = words.popFirst()
      case ">": output = words.popFirst()
      default: arguments.append(word)
      }
    }
  }

  /// Splits at each `|` outside of quotes.
  static func split(_ text: String) -> [String] {
    var parts = [""]
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, "'\"".contains(character) {
        quote = character
      }
      if character == "|", quote == nil {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, "'\"".contains(character) {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
