import Foundation
import GitEventsCLI

/// The command line as ArgumentParser describes it, read from its JSON.
struct ToolDescription: Decodable {
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// What the discussion says before its examples.
    var prose: String { parts.prose }

    /// The examples, one command a line.
    var examples: [String] { parts.examples }

    private var parts: (prose: String, examples: [String]) {
      let text = discussion ?? ""
      guard let range = text.range(of: "EXAMPLES:\n") else { return (text, []) }
      let lines = text[range.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      let examples = lines.prefix { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
      let after = lines.dropFirst(examples.count).joined(separator: "\n")
      let prose = text[..<range.lowerBound] + after
      return (prose.trimmingCharacters(in: .newlines), examples)
    }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var shouldDisplay: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?

    /// `-f, --field <key=text>`, or `<stream>` for what has no name.
    var title: String {
      let value = valueName.map { "<\($0)>" } ?? ""
      guard let names, kind != "positional" else { return value }
      let spelled = names.map { ($0.kind == "long" ? "--" : "-") + $0.name }.sorted {
        $0.count < $1.count
      }
      return spelled.joined(separator: ", ") + (kind == "option" ? " \(value)" : "")
    }
  }

  var command: Command

  static func read() throws -> ToolDescription {
    try JSONDecoder().decode(ToolDescription.self, from: Data(CommandReference.json().utf8))
  }

  /// The verbs that the pages describe, each with its parts behind it, such as `projection define`.
  var verbs: [Command] {
    (command.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { verb in
      [verb]
        + (verb.subcommands ?? []).filter { $0.commandName != "help" }.map { part in
          var named = part
          named.commandName = "\(verb.commandName) \(part.commandName)"
          return named
        }
    }
  }
}

extension ToolDescription.Command {
  /// The arguments that are the verb's own.
  var own: [ToolDescription.Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay
        && argument.names?.contains { $0.name == "help" || $0.name == "version" } != true
    }
  }
}
