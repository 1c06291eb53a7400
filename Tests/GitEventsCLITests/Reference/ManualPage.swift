import Foundation
import GitEventsCLI

/// Writes `Docs/git-events.1` in the macros of man(7).
struct ManualPage {
  let tool: ToolDescription

  func text() -> String {
    var lines = [
      ".\\\" Generated from the program by ReferenceTests; GIT_EVENTS_UPDATE=1 writes it anew.",
      ".TH GIT\\-EVENTS 1 \"\" \"git\\-events \(CommandReference.version)\" \"Git Events\"",
      ".SH NAME",
      "git\\-events \\- an event store that is a git repository", ".SH SYNOPSIS",
    ]
    lines += verbatim([CommandReference.usages[""] ?? ""])
    lines += [".SH DESCRIPTION"] + paragraphs(tool.command.prose)
    lines += [".SH VERBS"]
    for verb in tool.verbs { lines += section(verb) }
    lines += [".SH EXIT STATUS"]
    for (status, meaning) in ManualPage.statuses {
      lines += [".TP", ".B \(status)", escape(meaning)]
    }
    lines += [".SH ENVIRONMENT"]
    for (name, meaning) in ManualPage.variables {
      lines += [".TP", ".B \(escape(name))", escape(meaning)]
    }
    lines += [".SH EXAMPLES"] + verbatim(tool.command.examples)
    lines += [".SH SEE ALSO", ".BR git (1),", ".BR git\\-log (1),", ".BR jq (1)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let statuses = [
    ("0", "Done."), ("1", "The answer is no."),
    ("2", "Usage, or invalid input; nothing was written."),
    ("3", "Conflict: expected version, id reused, other store; nothing was written."),
    ("4", "No such store, stream, event or snapshot."), ("5", "The store is damaged."),
    ("6", "Environment: disk full, permission, I/O."),
    ("7", "Outcome unknown: retry with the same id."), ("8", "Busy; nothing was written."),
  ]

  private static let variables = [
    ("GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL", "Who acts, where --actor does not say."),
    ("GIT_AUTHOR_DATE", "When it happened, where --occurred does not say."),
    ("GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL", "Who records."),
    ("GIT_DIR, GIT_CEILING_DIRECTORIES", "Where the repository is, as in git."),
    ("GIT_PAGER, PAGER", "What shows long output; cat or nothing for none."),
    ("NO_COLOR", "No colours, unless --color says otherwise."),
  ]

  private func section(_ verb: ToolDescription.Command) -> [String] {
    var lines = [".SS git events \(escape(verb.commandName))"]
    lines += verbatim(
      (CommandReference.usages[verb.commandName] ?? "").components(separatedBy: "\n"))
    lines += paragraphs(verb.abstract ?? "") + paragraphs(verb.prose)
    for argument in verb.own {
      lines += [".TP", ".B \(escape(argument.title))", escape(argument.abstract ?? "")]
    }
    if !verb.examples.isEmpty { lines += [".PP", "Examples:"] + verbatim(verb.examples) }
    return lines
  }

  private func paragraphs(_ text: String) -> [String] {
    text.components(separatedBy: "\n").filter { !$0.isEmpty }.flatMap { [".PP", escape($0)] }
  }

  private func verbatim(_ lines: [String]) -> [String] {
    [".PP", ".nf", ".RS 4"] + lines.map(escape) + [".RE", ".fi"]
  }

  /// Makes a line stand for itself: no escape, no request, no hyphen for a minus.
  private func escape(_ line: String) -> String {
    let text = line.replacingOccurrences(of: "\\", with: "\\e")
      .replacingOccurrences(of: "-", with: "\\-").replacingOccurrences(of: "…", with: "...")
      .replacingOccurrences(of: "`", with: "\\(ga").replacingOccurrences(of: "'", with: "\\(aq")
      .replacingOccurrences(of: "~", with: "\\(ti").replacingOccurrences(of: "^", with: "\\(ha")
    return text.hasPrefix(".") ? "\\&" + text : text
  }
}
