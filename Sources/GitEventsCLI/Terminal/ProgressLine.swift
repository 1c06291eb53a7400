/// A line on standard error that says how far long work is; silent where that is no terminal.
struct ProgressLine {
  private let output: TextOutput
  private let isShown: Bool
  private var isDrawn = false

  init(_ output: TextOutput) {
    self.output = output
    isShown = output.isTerminal
  }

  /// Draws the line anew.
  mutating func show(_ text: String) {
    guard isShown else { return }
    try? output.write("\r\u{1b}[K\(text)")
    try? output.flush()
    isDrawn = true
  }

  /// Words how long it will still take.
  ///
  /// - Parameter seconds: How long that is.
  /// - Returns: Whole seconds, such as `3 s left`.
  static func timeLeft(_ seconds: Double) -> String {
    (seconds < 1 ? "less than 1" : String(Int(seconds.rounded(.up)))) + " s left"
  }

  /// Wipes the line.
  mutating func clear() {
    guard isDrawn else { return }
    try? output.write("\r\u{1b}[K")
    try? output.flush()
    isDrawn = false
  }
}
