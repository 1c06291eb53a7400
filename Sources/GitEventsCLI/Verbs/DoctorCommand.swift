import ArgumentParser
import GitEvents

/// `doctor`: what is wrong with a store and its repository, and what to do about it.
struct DoctorCommand: ReportingVerb, WaitingVerb {
  static let configuration = CommandConfiguration.verb(
    commandName: "doctor",
    abstract: "Say what is wrong with the store and its repository, and what to do about it.",
    usage: "git events doctor [--fix] [--json]",
    discussion: """
      Looks at what writers and other programs left behind, at locks, packs, refs and the ledger, at maintenance, \
      git's settings, git itself, and the file system. Without --fix nothing is changed. The status is 0 where all \
      is well, 1 where something is left to be done, 5 where what is stored is damaged.

      EXAMPLES:
        git events doctor
        git events doctor --fix
        git events doctor --json
      """)

  @Flag(name: .long, help: "Do what is safe, and say what was done.")
  var fix = false

  @OptionGroup var reporting: ReportingOptions

  func run(waitingIn context: Context) async throws {
    if fix {
      for action in try await context.openForRecovery().fix() {
        if isJSON {
          var line = JSONLineWriter()
          line.member("fixed", string: action)
          try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
        } else {
          try context.output.line("fixed: \(VisibleText.line(action))")
        }
      }
      context.forgetRepository()
    }
    let findings = try await context.openForDiagnosis().diagnose()
    for finding in findings { try write(finding, context) }
    if findings.contains(where: { $0.severity == .damage }) {
      throw DamageFound()
    }
    if findings.contains(where: { $0.severity == .problem }) { throw NegativeAnswer() }
    if !isJSON { try context.output.line("all is well") }
  }

  private func write(_ finding: Finding, _ context: Context) throws {
    if isJSON {
      var line = JSONLineWriter()
      line.member("area", string: finding.area.rawValue)
      line.member("severity", string: finding.severity.rawValue)
      line.member("message", string: finding.message)
      line.member("advice", string: finding.advice)
      line.member("fixable", bool: finding.isFixable)
      return try context.output.write(bytes: line.finish() + [UInt8(ascii: "\n")])
    }
    try context.output.line(
      "\(finding.severity.rawValue): \(finding.area.rawValue): \(VisibleText.line(finding.message))"
    )
    if let advice = finding.advice {
      try context.output.line("    \(VisibleText.line(advice))")
    }
  }
}
