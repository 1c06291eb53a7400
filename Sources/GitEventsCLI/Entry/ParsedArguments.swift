import ArgumentParser

/// What a command line asks for.
enum ParsedArguments {
  /// A verb is to be run.
  case verb(any Verb)
  /// A text is to be shown: help, the version.
  case text(String)

  /// Parses what stands behind the prelude.
  ///
  /// - Parameters:
  ///   - arguments: The verb and its arguments.
  ///   - columns: How wide a text may be.
  /// - Throws: A `Failure` with status 2.
  init(_ arguments: [String], columns: Int) throws {
    if let verb = Self.named(arguments) {
      self = .verb(verb)
      return
    }
    if let name = arguments.first, !name.hasPrefix("-"), name != "help",
      !RootCommand.configuration.subcommands.contains(where: { $0._commandName == name })
    {
      throw Self.unknownVerb(name)
    }
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let verb = command as? any Verb {
        self = .verb(verb)
        return
      }
      try command.run()
      self = .text("")
    } catch let failure as Failure {
      throw failure
    } catch {
      guard RootCommand.exitCode(for: error).isSuccess else {
        throw Self.usageFailure(error, arguments)
      }
      self = .text(RootCommand.fullMessage(for: error, columns: columns))
    }
  }

  /// The verb whose name stands in front, where all that follows is as it takes it.
  ///
  /// It parses its own arguments as if there were no other verb, which costs a third of what going through all of them
  /// does. What it does not take is none of its business: it may be a question for help, or a mistake to be told of.
  private static func named(_ arguments: [String]) -> (any Verb)? {
    var command: any ParsableCommand.Type = RootCommand.self
    var rest = arguments[...]
    repeat {
      guard let name = rest.popFirst(),
        let named = command.configuration.subcommands.first(where: { $0._commandName == name })
      else { return nil }
      command = named
    } while !command.configuration.subcommands.isEmpty
    return (try? command.parseAsRoot(Array(rest))) as? any Verb
  }

  /// What the parser refused, in the form of every other failure.
  private static func usageFailure(_ error: any Error, _ arguments: [String]) -> Failure {
    let message = RootCommand.message(for: error)
    let first = message.split(separator: "\n").first.map(String.init) ?? "invalid arguments"
    let verb = arguments.first.flatMap { name in
      RootCommand.configuration.subcommands.contains { $0._commandName == name } ? name : nil
    }
    var failure = Failure.invalid(
      VisibleText.line(startingLower(first)),
      hint: "git events \(verb.map { "\($0) " } ?? "")-h shows how it is used")
    failure.code = "usage"
    return failure
  }

  /// Names a verb that is none, with the one that may have been meant.
  private static func unknownVerb(_ name: String) -> Failure {
    let known = RootCommand.configuration.subcommands.map { $0._commandName }
    let near = known.filter {
      NearNames.distance(name, $0, limit: NearNames.limit(for: name)) != nil
    }
    var failure = Failure.invalid(
      "'\(name)' is not a verb of git events",
      hint: near.isEmpty
        ? "git events -h lists the verbs" : "did you mean \(near.joined(separator: ", "))?")
    failure.code = "usage"
    return failure
  }

  /// A message as it follows a colon: its first letter is small, unless the first word is all capitals.
  private static func startingLower(_ text: String) -> String {
    guard text.dropFirst().first?.isLowercase == true else { return text }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
