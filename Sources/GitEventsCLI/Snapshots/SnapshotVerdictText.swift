import GitEvents
import GitEventsProjections

/// Writes what became of computing a snapshot again.
struct SnapshotVerdictText {
  let context: Context

  /// Writes a line, and one more for each thing that differs.
  func write(_ verification: SnapshotVerification) throws {
    let text = SnapshotText(context: context)
    if context.isJSON { return try text.write(json(verification)) }
    let name = text.name(verification.examined.reference)
    switch verification.verdict {
    case .same: try context.output.line("\(name)  \(context.style.good("same"))")
    case .notChecked(let reason):
      try context.output.line(
        "\(name)  \(context.style.faint("not checked: \(VisibleText.line(reason))"))")
    case .differs(let findings):
      try context.output.line("\(name)  \(context.style.bad("differs"))")
      for finding in findings {
        let aspect = SnapshotVerdictText.name(finding.aspect)
        let label = aspect + ":" + String(repeating: " ", count: max(1, 13 - aspect.utf8.count))
        try context.output.line(
          "    \(label)expected \(VisibleText.line(finding.expected)), "
            + "found \(VisibleText.line(finding.found))")
      }
    }
  }

  private static func name(_ aspect: SnapshotVerification.Finding.Aspect) -> String {
    switch aspect {
    case .form: "Form"
    case .event: "Event"
    case .definition: "Definition"
    case .leftOut: "Left out"
    case .state: "State"
    case .computation: "Computation"
    }
  }

  private func json(_ verification: SnapshotVerification) -> JSONLineWriter {
    var line = JSONLineWriter()
    SnapshotText.describe(verification.examined.reference, &line)
    switch verification.verdict {
    case .same: line.member("verdict", string: "same")
    case .notChecked(let reason):
      line.member("verdict", string: "not-checked")
      line.member("reason", string: reason)
    case .differs(let findings):
      line.member("verdict", string: "differs")
      for finding in findings {
        line.beginObject(finding.aspect.rawValue)
        line.member("expected", string: finding.expected)
        line.member("found", string: finding.found)
        line.endObject()
      }
    }
    return line
  }
}
