import ArgumentParser

/// What the parser knows of the command line, for the reference and the man page.
package enum CommandReference {
  /// The verbs with their options, as ArgumentParser writes them in JSON.
  package static func json() -> String { RootCommand._dumpHelp() }

  /// The version that the pages name.
  package static var version: String { RootCommand.version }

  /// How each verb is used; the tool itself has the empty name.
  package static var usages: [String: String] {
    var usages = ["": RootCommand.configuration.usage ?? ""]
    for verb in RootCommand.configuration.subcommands {
      usages[verb._commandName] = verb.configuration.usage
      for part in verb.configuration.subcommands {
        usages["\(verb._commandName) \(part._commandName)"] = part.configuration.usage
      }
    }
    return usages
  }

  /// The verbs that do as `--json`, `--jq` and `--color` say; a part of a verb follows its name.
  package static var reportingVerbs: Set<String> {
    var names: Set<String> = []
    for verb in RootCommand.configuration.subcommands {
      if verb is any ReportingVerb.Type { names.insert(verb._commandName) }
      for part in verb.configuration.subcommands where part is any ReportingVerb.Type {
        names.insert("\(verb._commandName) \(part._commandName)")
      }
    }
    return names
  }
}
