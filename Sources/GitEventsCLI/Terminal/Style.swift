/// When colours are used.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// The colours of text output; without colour it changes nothing.
struct Style: Sendable {
  let isColored: Bool

  /// Decides whether there are colours: `--color` decides, then `NO_COLOR` and `TERM=dumb`, then the terminal.
  init(_ choice: ColorChoice, environment: [String: String], isTerminal: Bool) {
    isColored =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
      }
  }

  /// Text without colours.
  static let plain = Style(.never, environment: [:], isTerminal: false)

  /// A stream's name and version, in git's colour of a commit.
  func reference(_ text: String) -> String { paint(text, "33") }
  /// An event's type.
  func type(_ text: String) -> String { paint(text, "1") }
  /// What is said beside the matter: ids, times.
  func faint(_ text: String) -> String { paint(text, "2") }
  /// What went well.
  func good(_ text: String) -> String { paint(text, "32") }
  /// What went wrong.
  func bad(_ text: String) -> String { paint(text, "31") }

  /// What is another than it was.
  func changed(_ text: String) -> String { paint(text, "36") }

  private func paint(_ text: String, _ code: String) -> String {
    isColored ? "\u{1b}[\(code)m\(text)\u{1b}[m" : text
  }
}
