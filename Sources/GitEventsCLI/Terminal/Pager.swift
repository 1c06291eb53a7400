#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program through which long output goes to a terminal, as git chooses and starts it.
struct Pager {
  /// Where to write for the pager to show it.
  let input: Descriptor
  private let wait: () -> Void

  /// The command line of the pager that the user wants.
  ///
  /// - Parameters:
  ///   - environment: The environment; `GIT_PAGER` goes before everything, `PAGER` comes last.
  ///   - configured: The value of `core.pager`.
  /// - Returns: Nil for none: `cat` or an empty value.
  static func command(environment: [String: String], configured: String?) -> String? {
    let chosen = environment["GIT_PAGER"] ?? configured ?? environment["PAGER"] ?? "less"
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  /// Starts a pager; it inherits the terminal.
  ///
  /// - Parameters:
  ///   - command: A command line for the shell.
  ///   - environment: The environment, which decides whether `LESS` and `LV` still need git's values.
  /// - Returns: Nil where no process can be started.
  static func start(_ command: String, environment: [String: String]) -> Pager? {
    var settings = ""
    if environment["LESS"] == nil { settings += "LESS=FRX; export LESS; " }
    if environment["LV"] == nil { settings += "LV=-c; export LV; " }
    guard let stream = popen(settings + command, "w") else { return nil }
    // While the pager has the terminal, Ctrl-C is its to interpret.
    signal(SIGINT, SIG_IGN)
    return Pager(input: Descriptor(fileno(stream)), wait: { pclose(stream) })
  }

  /// Tells the pager that this was all and waits until the user leaves it.
  func finish() { wait() }
}
