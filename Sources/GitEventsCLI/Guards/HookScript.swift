import Git

/// The script of a hook as it is installed: it knows where the program is.
struct HookScript {
  /// The version of the scripts; another one in a file says that it is out of date.
  static let version = 1

  /// The line of a script that names the program, as it stands in `Hooks`.
  private static let programLine = "program=git-events"

  let hook: GuardHook
  /// The program's file; nil to look for it on the PATH alone.
  let program: String?

  /// The script.
  var bytes: [UInt8] {
    guard let program else { return hook.script }
    let quoted = program.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#)
    let lines = String(decoding: hook.script, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == HookScript.programLine ? "program='\(quoted)'" : String($0) }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// What a file in a hook's place is.
  enum Found: Equatable {
    /// The script, as this program writes it.
    case intact(program: String?)
    /// The script of another version of this program.
    case outdated(version: Int)
    /// The script, changed by somebody.
    case altered
    /// Somebody else's.
    case foreign
  }

  /// Says what a file in a hook's place is.
  ///
  /// - Parameters:
  ///   - bytes: The file; nil where it cannot be a script of ours.
  ///   - hook: The hook.
  /// - Returns: What it is.
  static func recognise(_ bytes: [UInt8]?, as hook: GuardHook) -> Found {
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else { return .foreign }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mark = HooksFolder.mark(of: hook.rawValue)
    guard lines.count > 1, lines[1].hasPrefix(mark),
      let version = Int(lines[1].dropFirst(mark.count))
    else { return .foreign }
    if version != HookScript.version { return .outdated(version: version) }
    var program: String?
    if let line = lines.first(where: { $0.hasPrefix("program='") && $0.hasSuffix("'") }) {
      let quoted = String(line.dropFirst("program='".count).dropLast())
      program = quoted.replacing(#"'\''"#, with: "'")
    }
    return HookScript(hook: hook, program: program).bytes == bytes
      ? .intact(program: program) : .altered
  }
}
