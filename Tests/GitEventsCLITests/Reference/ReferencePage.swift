import GitEventsCLI

/// Writes `Docs/CLI-reference.md`.
struct ReferencePage {
  let tool: ToolDescription

  func text() -> String {
    var lines = [
      "# Command line reference", "",
      "Generated from the program by `ReferenceTests` (`GIT_EVENTS_UPDATE=1` writes it anew); `CLI.md` is the contract.",
      "", "```", CommandReference.usages[""] ?? "", "```",
    ]
    for verb in tool.verbs { lines += section(verb) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ verb: ToolDescription.Command) -> [String] {
    var lines = ["", "## git events \(verb.commandName)", "", verb.abstract ?? "", "", "```"]
    lines += [CommandReference.usages[verb.commandName] ?? "", "```"]
    if !verb.prose.isEmpty { lines += ["", verb.prose] }
    if !verb.own.isEmpty { lines.append("") }
    lines += verb.own.map { "- `\($0.title)`: \($0.abstract ?? "")" }
    if !verb.examples.isEmpty { lines += ["", "```sh"] + verb.examples + ["```"] }
    return lines
  }
}
